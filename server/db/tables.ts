import type { Database } from 'better-sqlite3';
import { askTable } from './asks.ts';
import { attemptTable } from './attempts.ts';
import { attestationTable } from './attestations.ts';
import { batchTable } from './batches.ts';
import { benchmarkAnswerTable } from './benchmark-answers.ts';
import { benchmarkTable } from './benchmarks.ts';
import { blobTable } from './blobs.ts';
import { callTable } from './calls.ts';
import { captureTable } from './captures.ts';
import { checkpointTable } from './checkpoints.ts';
import { collectionTable } from './collections.ts';
import { commandJobTable } from './command-jobs.ts';
import { commentTable } from './comments.ts';
import { cosignatureTable } from './cosignatures.ts';
import { credentialTable } from './credentials.ts';
import { decisionFileTable } from './decision-files.ts';
import { decisionTable } from './decisions.ts';
import { draftTable } from './drafts.ts';
import { duplicateTables } from './duplicates.ts';
import { editWriterTable } from './edit-writers.ts';
import { endpointTable } from './endpoints.ts';
import { evaluationTables } from './evaluations.ts';
import { factTable } from './facts.ts';
import { flagTable } from './flags.ts';
import { gradeTable } from './grades.ts';
import { guidelinesTable } from './guidelines.ts';
import { handOutTable } from './hand-outs.ts';
import { identityTable } from './identities.ts';
import { importTable } from './imports.ts';
import { licenceConclusionTable } from './licence-conclusions.ts';
import { logKeyTable } from './log-keys.ts';
import { markBatchTable } from './mark-batches.ts';
import { markPartTable } from './mark-parts.ts';
import { markTable } from './marks.ts';
import { mentionTable } from './mentions.ts';
import { meterTable } from './meters.ts';
import { overlapExemptionTable } from './overlap-exemptions.ts';
import { overlapRulingTable } from './overlap-rulings.ts';
import { peopleTable } from './people.ts';
import { poolView } from './pool.ts';
import { questionEditTable } from './question-edits.ts';
import { questionVersions } from './question-versions.ts';
import { questionTable } from './questions.ts';
import { queueItemTable } from './queue-items.ts';
import { queueOverlapTable } from './queue-overlap.ts';
import { queueTable } from './queues.ts';
import { releaseLineTable } from './release-lines.ts';
import { releaseTable } from './releases.ts';
import { reviewTable } from './reviews.ts';
import { runPoolView } from './run-pool.ts';
import { runRowTable } from './run-rows.ts';
import { runTable } from './runs.ts';
import { savedViewTable } from './saved-views.ts';
import { secretTable } from './secrets.ts';
import { shardPoolTables } from './shard-pools.ts';
import { signalVectorTable } from './signal-vectors.ts';
import { signalTable } from './signals.ts';
import { skillTable } from './skills.ts';
import { sourceTable } from './sources.ts';
import { takedownTable } from './takedowns.ts';
import { traceEditTable } from './trace-edits.ts';
import { traceTable } from './traces.ts';
import { trainingJobTable } from './training-jobs.ts';
import { userTable } from './users.ts';
import { waiverTable } from './waivers.ts';
import { workerLeaseTable } from './worker-leases.ts';

/** Every table over one connection. */
export function tablesOf(db: Database) {
  return {
    facts: factTable(db),
    imports: importTable(db),
    sources: sourceTable(db),
    questions: questionTable(db),
    pool: poolView(db),
    runPool: runPoolView(db),
    shardPools: shardPoolTables(db),
    benchmarks: benchmarkTable(db),
    overlapExemptions: overlapExemptionTable(db),
    overlapRulings: overlapRulingTable(db),
    attempts: attemptTable(db),
    grades: gradeTable(db),
    signals: signalTable(db),
    signalVectors: signalVectorTable(db),
    marks: markTable(db),
    runs: runTable(db),
    runRows: runRowTable(db),
    decisions: decisionTable(db),
    decisionFiles: decisionFileTable(db),
    duplicates: duplicateTables(db),
    collections: collectionTable(db),
    traces: traceTable(db),
    asks: askTable(db),
    calls: callTable(db),
    batches: batchTable(db),
    blobs: blobTable(db),
    meters: meterTable(db),
    workerLeases: workerLeaseTable(db),
    releases: releaseTable(db),
    releaseLines: releaseLineTable(db),
    checkpoints: checkpointTable(db),
    cosignatures: cosignatureTable(db),
    logKeys: logKeyTable(db),
    flags: flagTable(db),
    attestations: attestationTable(db),
    endpoints: endpointTable(db),
    people: peopleTable(db),
    users: userTable(db),
    credentials: credentialTable(db),
    identities: identityTable(db),
    secrets: secretTable(db),
    captures: captureTable(db),
    licenceConclusions: licenceConclusionTable(db),
    waivers: waiverTable(db),
    reviews: reviewTable(db),
    queues: queueTable(db),
    guidelines: guidelinesTable(db),
    queueItems: queueItemTable(db),
    queueOverlap: queueOverlapTable(db),
    mentions: mentionTable(db),
    skills: skillTable(db),
    handOuts: handOutTable(db),
    drafts: draftTable(db),
    commandJobs: commandJobTable(db),
    savedViews: savedViewTable(db),
    markBatches: markBatchTable(db),
    markParts: markPartTable(db),
    comments: commentTable(db),
    questionEdits: questionEditTable(db),
    questionVersions: questionVersions(db),
    traceEdits: traceEditTable(db),
    editWriters: editWriterTable(db),
    takedowns: takedownTable(db),
    trainingJobs: trainingJobTable(db),
    benchmarkAnswers: benchmarkAnswerTable(db),
    evaluations: evaluationTables(db),
  };
}

export type Tables = ReturnType<typeof tablesOf>;
