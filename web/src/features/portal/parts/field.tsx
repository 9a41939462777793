// One labelled field of a form: label, hint, input, and its error, tied together for screen readers.
import { useEffect, useId, useRef, type ComponentProps, type ReactNode } from "react";

interface FieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Gets the ids that tie it to its label and texts. */
  children: (ids: { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean }) => ReactNode;
}

export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [hint === undefined ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`].join(" ").trim();
  return (
    <div className="mt-5">
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": error !== undefined,
      })}
      {error !== undefined && (
        <p id={`${id}-error`} className="mt-1 text-[0.9375rem] text-wait">
          {error}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends Omit<ComponentProps<"input">, "children"> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
}

/** A field of one line. */
export function TextField({ label, hint, error, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => <input {...ids} {...input} className={`field mt-1 ${input.className ?? ""}`} />}
    </Field>
  );
}

interface SummaryProps {
  title: string;
  errors: readonly { name: string; text: string }[];
  /** How often the form was sent. */
  tries: number;
}

/** All errors of a form above it, each a link to its field. */
export function ErrorSummary({ title, errors, tries }: SummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  // Each try that fails leads the reader, and the screen reader, to what is wrong.
  useEffect(() => {
    if (tries > 0) box.current?.focus();
  }, [tries]);
  if (errors.length === 0) return null;
  const go = (name: string) => {
    const field = document.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
    field?.focus();
  };
  return (
    <div ref={box} role="alert" tabIndex={-1} className="mt-4 border-l-4 border-wait pl-3">
      <p className="font-medium">{title}</p>
      <ul className="list-disc pl-5">
        {errors.map(({ name, text }) => (
          <li key={name}>
            <a
              href={`#${name}`}
              onClick={(event) => {
                event.preventDefault();
                go(name);
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
