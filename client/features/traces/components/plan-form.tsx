import { Check, Field } from '../../../components/field.tsx';
import { type FieldOf, Fields } from '../../../components/fields.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import type { Faults, OrderForm } from '../order.ts';

const HOW_MANY: readonly FieldOf<OrderForm>[] = [
  { at: 'samples', name: 'Traces of each question', mode: 'numeric' },
  { at: 'budget', name: 'Ceiling', mode: 'decimal', unit: '$', placeholder: 'none' },
];

const PACE: readonly FieldOf<OrderForm>[] = [
  { at: 'thinking', name: 'Thinking', placeholder: 'the model’s default' },
  { at: 'temperature', name: 'Temperature', mode: 'decimal', placeholder: 'the provider’s' },
  { at: 'maxTokens', name: 'Tokens at most', mode: 'numeric', placeholder: 'all it can give' },
  { at: 'concurrency', name: 'Calls at once', mode: 'numeric', placeholder: '32' },
  { at: 'rpm', name: 'Requests a minute', mode: 'numeric', placeholder: 'no limit' },
  { at: 'tpm', name: 'Tokens a minute', mode: 'numeric', placeholder: 'no limit' },
];

/** Who is asked and how; whom about is chosen where the prices stand. */
export function PlanForm({
  form,
  faults,
  set,
}: {
  form: OrderForm;
  faults: Faults;
  set: (changes: Partial<OrderForm>) => void;
}) {
  const isOpenai = form.teacher === 'openai';
  return (
    <form
      aria-label="Who is asked"
      className="flex flex-col gap-4"
      onSubmit={(event) => event.preventDefault()}
    >
      <div>
        <p className="mb-1 text-12 font-medium text-muted">Teacher</p>
        <Segmented
          name="teacher"
          label="Teacher"
          value={form.teacher}
          options={[
            { value: 'gemini', label: 'Gemini' },
            { value: 'openai', label: 'An OpenAI-compatible server' },
          ]}
          onChange={(teacher) => set({ teacher })}
        />
      </div>
      {isOpenai && (
        <Field
          name="Endpoint"
          mode="url"
          value={form.endpoint}
          placeholder="http://127.0.0.1:8000/v1"
          fault={form.endpoint === '' ? undefined : faults.endpoint}
          hint="A server of your own has to be declared first; its refusal prints the command."
          onChange={(endpoint) => set({ endpoint })}
        />
      )}
      <Field
        name="Model"
        value={form.model}
        placeholder={isOpenai ? 'deepseek-ai/DeepSeek-R1' : 'the newest stable Flash that thinks'}
        onChange={(model) => set({ model })}
      />
      <Fields form={form} faults={faults} set={set} fields={HOW_MANY} />
      {!isOpenai && form.byWorkers !== 'yes' && (
        <Check checked={form.batch === 'yes'} onChange={(batch) => set({ batch: batch ? 'yes' : '' })}>
          Ask in batches
          <span className="block text-12 text-muted">About half the price, within a day.</span>
        </Check>
      )}
      <Check
        checked={form.byWorkers === 'yes'}
        onChange={(byWorkers) => set({ byWorkers: byWorkers ? 'yes' : '' })}
      >
        Calls by workers
        <span className="block text-12 text-muted">
          Made by <code className="font-mono">winnow worker</code> wherever it runs, with keys of its own.
        </span>
      </Check>
      <Check
        checked={form.retryFailed === 'yes'}
        onChange={(again) => set({ retryFailed: again ? 'yes' : '' })}
      >
        Ask again what failed before
        <span className="block text-12 text-muted">
          Blocked, unusable and failed ones of the same collection.
        </span>
      </Check>
      <More form={form} faults={faults} set={set} />
    </form>
  );
}

/** Settings that most leave as they are. */
function More({
  form,
  faults,
  set,
}: {
  form: OrderForm;
  faults: Faults;
  set: (changes: Partial<OrderForm>) => void;
}) {
  return (
    <details className="text-13">
      <summary className="cursor-pointer text-muted hover:text-ink">Thinking, length and pace</summary>
      <div className="mt-3">
        <Fields form={form} faults={faults} set={set} fields={PACE} />
      </div>
    </details>
  );
}
