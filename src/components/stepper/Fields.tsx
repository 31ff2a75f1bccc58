// SPDX-License-Identifier: GPL-2.0-only
/** Values inside a sentence that can be changed: a list to choose from, a text to type. Without scripts they are words. */
import type { JSX } from 'preact';

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  /** Id of the message that says what is wrong with the value, where something is. */
  readonly wrong?: string | undefined;
  readonly set: (value: string) => void;
}

/** Width in letters: Chinese ones count double. */
const letters = (text: string): number => [...text].reduce((n, c) => n + (c > '\u2e7f' ? 2 : 1), 0);

export interface ChoiceProps extends FieldProps {
  readonly options: readonly (readonly [value: string, text: string])[];
}

export function Choice({ label, value, options, wrong, set }: ChoiceProps): JSX.Element {
  const known = options.some(([v]) => v === value);
  const all = known ? options : [[value, value] as const, ...options];
  const text = all.find(([v]) => v === value)?.[1] ?? value;
  return (
    <>
      <span class="v" data-nojs>
        {text}
      </span>
      <select
        class="v"
        data-js
        aria-label={label}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong}
        value={value}
        style={{ width: `${letters(text)}ch` }}
        onChange={(e) => set(e.currentTarget.value)}
      >
        {all.map(([v, t]) => (
          <option key={v} value={v} selected={v === value}>
            {t}
          </option>
        ))}
      </select>
    </>
  );
}

export function Entry({ label, value, wrong, set, numeric = false }: FieldProps & { readonly numeric?: boolean }): JSX.Element {
  return (
    <>
      <span class="v" data-nojs>
        {value}
      </span>
      <input
        class="v"
        data-js
        type="text"
        inputMode={numeric ? 'numeric' : undefined}
        aria-label={label}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={value}
        style={{ width: `${letters(value)}ch` }}
        onInput={(e) => set(e.currentTarget.value)}
      />
    </>
  );
}

/** A small list beside a text field, whose choice goes into the field. */
export function Usual({
  label,
  options,
  set,
}: {
  readonly label: string;
  readonly options: ChoiceProps['options'];
  readonly set: (value: string) => void;
}): JSX.Element {
  return (
    <select
      class="v usual"
      data-js
      aria-label={label}
      value=""
      onChange={(e) => {
        set(e.currentTarget.value);
        e.currentTarget.value = '';
      }}
    >
      <option value="" selected>
        ▾
      </option>
      {options.map(([v, t]) => (
        <option key={v} value={v}>
          {t}
        </option>
      ))}
    </select>
  );
}
