import type { FC, PropsWithChildren } from 'hono/jsx';

export type FieldFault = { field: string | null; message: string };
// A form after a refusal shows again what was typed, by field name, and what was wrong with it.
export type Refusal = { typed: Readonly<Record<string, string>>; faults: readonly FieldFault[] };
export const untouched: Refusal = { typed: {}, faults: [] };

export type Option = { value: string; label: string };
export const optionsOf = (words: Readonly<Record<string, string>>): Option[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

type FieldProps = {
  name: string;
  label: string;
  refusal: Refusal;
  hint?: string;
  isOptional?: boolean;
  value?: string;
};

const faultOf = (refusal: Refusal, name: string) => refusal.faults.find((fault) => fault.field === name);

export const ErrorSummary: FC<{ refusal: Refusal }> = ({ refusal }) =>
  refusal.faults.length === 0 ? null : (
    <div class="summary" role="alert" tabindex={-1} aria-labelledby="summary-title">
      <h2 id="summary-title">请先更正以下问题</h2>
      <ul>
        {refusal.faults.map((fault) => (
          <li>{fault.field ? <a href={`#${fault.field}`}>{fault.message}</a> : fault.message}</li>
        ))}
      </ul>
    </div>
  );

// A field is described by these ids.
const Notes: FC<{ name: string; hint: string | undefined; fault: FieldFault | undefined }> = ({
  name,
  hint,
  fault,
}) => (
  <>
    {hint && (
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
    )}
    {fault && (
      <p class="field-error" id={`${name}-error`}>
        {fault.message}
      </p>
    )}
  </>
);

const Field: FC<PropsWithChildren<FieldProps>> = ({ name, label, hint, isOptional, refusal, children }) => {
  const fault = faultOf(refusal, name);
  return (
    <div class={fault ? 'field has-error' : 'field'}>
      <label for={name}>
        {label}
        {isOptional && <span class="optional">（选填）</span>}
      </label>
      <Notes name={name} hint={hint} fault={fault} />
      {children}
    </div>
  );
};

const tied = ({ name, hint, refusal, isOptional }: FieldProps) => {
  const fault = faultOf(refusal, name);
  const described = [hint && `${name}-hint`, fault && `${name}-error`].filter(Boolean).join(' ');
  return {
    id: name,
    name,
    'aria-describedby': described || undefined,
    'aria-invalid': fault ? ('true' as const) : undefined,
    'aria-required': isOptional ? undefined : ('true' as const),
  };
};

type TextProps = FieldProps & {
  type?: 'text' | 'password' | 'url' | 'date';
  autocomplete?: string;
  maxLength?: number;
  isCode?: boolean;
  isFirst?: boolean;
  suggestions?: readonly Option[];
};

export const TextField: FC<TextProps> = (props) => (
  <Field {...props}>
    <input
      {...tied(props)}
      class={props.isCode ? 'code' : undefined}
      type={props.type ?? 'text'}
      value={props.type === 'password' ? undefined : (props.refusal.typed[props.name] ?? props.value)}
      autocomplete={props.autocomplete ?? 'off'}
      maxlength={props.maxLength}
      autofocus={props.isFirst && props.refusal.faults.length === 0}
      spellcheck={false}
      list={props.suggestions?.length ? `${props.name}-list` : undefined}
    />
    {props.suggestions?.length ? (
      <datalist id={`${props.name}-list`}>
        {props.suggestions.map(({ value, label }) => (
          <option value={value} label={label} />
        ))}
      </datalist>
    ) : null}
  </Field>
);

export const TextArea: FC<FieldProps & { rows?: number; isCode?: boolean }> = (props) => (
  <Field {...props}>
    <textarea {...tied(props)} rows={props.rows ?? 3} class={props.isCode ? 'code' : undefined}>
      {props.refusal.typed[props.name] ?? props.value ?? ''}
    </textarea>
  </Field>
);

export const SelectField: FC<FieldProps & { options: readonly Option[]; blank?: string }> = (props) => {
  const chosen = props.refusal.typed[props.name] ?? props.value ?? '';
  return (
    <Field {...props}>
      <select {...tied(props)}>
        {props.blank && <option value="">{props.blank}</option>}
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
};

// Narrows a list: nothing chosen shows all.
export const FilterField: FC<{
  name: string;
  label: string;
  options: readonly Option[];
  blank: string;
  value: string | undefined;
}> = (props) => <SelectField {...props} refusal={untouched} isOptional />;

export const FileField: FC<FieldProps & { accept: string }> = (props) => (
  <Field {...props}>
    <input {...tied(props)} type="file" accept={props.accept} />
  </Field>
);

// Radio buttons, or boxes to tick where several may be chosen (name ends in []).
export const ChoiceField: FC<FieldProps & { options: readonly Option[] }> = (props) => {
  const { name, label, hint, refusal, options, isOptional } = props;
  const isMany = name.endsWith('[]');
  const chosen = (refusal.typed[name] ?? props.value ?? '').split(',');
  const fault = faultOf(refusal, name);
  const described = [hint && `${name}-hint`, fault && `${name}-error`].filter(Boolean).join(' ');
  return (
    <fieldset class={fault ? 'field has-error' : 'field'} aria-describedby={described || undefined}>
      <legend>
        {label}
        {isOptional && <span class="optional">（选填）</span>}
      </legend>
      <Notes name={name} hint={hint} fault={fault} />
      <div class={options.length > 3 ? 'choices' : undefined}>
        {options.map((option, place) => (
          <label class="choice">
            <input
              type={isMany ? 'checkbox' : 'radio'}
              name={name}
              id={place === 0 ? name : undefined}
              value={option.value}
              checked={chosen.includes(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

type Action = { action: string; label: string; look?: 'plain' | 'danger' };

// In a list the eye sees of which row a button is; about tells the ear.
export const ActionButton: FC<Action & { about?: string }> = (props) => (
  <form method="post" action={props.action}>
    <button type="submit" class={props.look}>
      {props.label}
      {props.about && <span class="visually-hidden">：{props.about}</span>}
    </button>
  </form>
);
