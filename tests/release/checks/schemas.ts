import { type TSchema, Type } from '@sinclair/typebox';
import { parser } from '../../../server/algorithms/parser.ts';

const closed = { additionalProperties: false } as const;
const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const time = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' });
const uri = Type.String({ pattern: '^[a-z][a-z0-9+.-]*:\\S+$' });

/** OpenLineage 2-0-2: a run event with its facets, from the text of the specification. */
const facets = Type.Record(Type.String(), Type.Object({ _producer: uri, _schemaURL: uri }));
const dataset = Type.Object({ namespace: Type.String(), name: Type.String(), facets: Type.Optional(facets) });
export const parseRunEvent = parser(
  Type.Object({
    eventType: Type.Union(
      ['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER'].map((one) => Type.Literal(one)),
    ),
    eventTime: time,
    producer: uri,
    schemaURL: Type.Literal('https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent'),
    run: Type.Object({
      runId: Type.String({
        pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
      }),
      facets: Type.Optional(facets),
    }),
    job: Type.Object({ namespace: Type.String(), name: Type.String(), facets: Type.Optional(facets) }),
    inputs: Type.Array(dataset),
    outputs: Type.Array(dataset),
  }),
);

/** in-toto Statement v1 with a predicate of SLSA provenance v1, from their texts. */
const digest = Type.Object({ sha256 }, closed);
export const parseStatement = parser(
  Type.Object(
    {
      _type: Type.Literal('https://in-toto.io/Statement/v1'),
      subject: Type.Array(Type.Object({ name: Type.String({ minLength: 1 }), digest }, closed), {
        minItems: 1,
      }),
      predicateType: Type.Literal('https://slsa.dev/provenance/v1'),
      predicate: Type.Object(
        {
          buildDefinition: Type.Object(
            {
              buildType: uri,
              externalParameters: Type.Record(Type.String(), Type.Unknown()),
              resolvedDependencies: Type.Array(Type.Object({ name: Type.String(), digest }, closed)),
            },
            closed,
          ),
          runDetails: Type.Object({ builder: Type.Object({ id: uri }), metadata: Type.Object({}) }),
        },
        closed,
      ),
    },
    closed,
  ),
);

/** What `compliance-report.json` promises. */
const count = Type.Integer({ minimum: 0 });
const text = Type.String();
export const parseComplianceReport = parser(
  Type.Object(
    {
      schemaVersion: Type.Literal(1),
      releaseId: Type.String({ pattern: '^release-[0-9a-f]{16}$' }),
      says: Type.String({ minLength: 1 }),
      policy: Type.Object({ name: text, sha256, distribution: text }, closed),
      rows: Type.Integer({ minimum: 1 }),
      validationRows: Type.Integer({ minimum: 0 }),
      licence: Type.Object({ id: text, name: nullable(text) }, closed),
      gate: Type.Object({ policy: text, policySha256: sha256, applied: Type.Literal(true) }),
      effects: Type.Array(
        Type.Object({ code: text, says: text, effect: text, rows: Type.Integer({ minimum: 1 }) }, closed),
      ),
      flags: Type.Array(
        Type.Object(
          {
            ...{ flagId: text, code: text, phase: text, state: text },
            subject: Type.Object({ type: text, id: text }, closed),
            evidence: Type.Record(text, Type.Unknown()),
            termsRefs: Type.Array(text),
          },
          closed,
        ),
      ),
      waivers: Type.Array(text),
      waiverRecords: Type.Array(
        Type.Object(
          {
            ...{ waiverId: text, reason: text, by: text, event: count, validFrom: time, expiresAt: time },
            codes: Type.Array(text),
            flags: Type.Array(text),
            evidence: Type.Array(Type.Object({ sha256, bytes: count }, closed)),
          },
          closed,
        ),
      ),
      sources: Type.Array(
        Type.Object(
          { source: text, revision: nullable(text), licenseDeclared: nullable(text), rows: count },
          closed,
        ),
      ),
      collections: Type.Array(
        Type.Object(
          {
            ...{ id: text, teacher: text, from: time, to: time },
            ...{ provider: nullable(text), model: nullable(text), service: nullable(text) },
            termsRefs: Type.Array(text),
            registrySha256: nullable(text),
          },
          closed,
        ),
      ),
      terms: Type.Object(
        {
          registrySha256: sha256,
          used: Type.Array(
            Type.Object({ id: text, effective: nullable(text), textSha256: nullable(sha256) }, closed),
          ),
          unknown: Type.Array(text),
        },
        closed,
      ),
    },
    closed,
  ),
);
