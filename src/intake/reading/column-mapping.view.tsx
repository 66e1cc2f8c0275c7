import type { FC } from 'hono/jsx';
import { ActionButton, type Refusal, SelectField } from '../../platform/web/form.view.tsx';

type FieldChoice = { name: string; header: string; required: boolean };
export type UnknownColumn = { header: string; suggestion: string | null };
export type SavedMapping = { version: number; columns: Readonly<Record<string, string | null>> };

export const IGNORE = '-';

type FormProps = {
  catalog: { code: string; fields: readonly FieldChoice[] };
  unknown: readonly UnknownColumn[];
  refusal: Refusal;
};

// Drawn after a refused header: what the agency calls its columns is asked once and kept.
export const MappingForm: FC<FormProps> = ({ catalog, unknown, refusal }) => (
  <form
    class="card"
    method="post"
    action={`/desk/batches/mapping?catalog=${catalog.code}`}
    aria-labelledby="mapping"
  >
    <h2 id="mapping">本单位的列名与目录不同？</h2>
    <p>请选择各列对应目录的哪一列，保存后以后上传自动套用。电话、住址、银行账号等列不能对应，总是丢弃。</p>
    {unknown.map(({ header, suggestion }, place) => (
      <>
        <input type="hidden" name={`header.${place}`} value={header} />
        <SelectField
          name={`field.${place}`}
          label={`“${header}”`}
          hint={suggestion ? `与“${suggestion}”相近，已预选，请核对` : undefined}
          isOptional
          blank="不对应"
          value={catalog.fields.find((field) => field.header === suggestion)?.name}
          options={[
            ...catalog.fields.map((field) => ({
              value: field.name,
              label: field.required ? `${field.header}（必填）` : field.header,
            })),
            { value: IGNORE, label: '忽略此列' },
          ]}
          refusal={refusal}
        />
      </>
    ))}
    <button type="submit">保存列名对应</button>
  </form>
);

type SavedProps = { catalog: FormProps['catalog']; mapping: SavedMapping; isJustSaved: boolean };

export const SavedMappingView: FC<SavedProps> = ({ catalog, mapping, isJustSaved }) => (
  <section class="card" aria-labelledby="saved-mapping">
    <h2 id="saved-mapping">本单位的列名对应（第 {mapping.version} 版）</h2>
    {isJustSaved && (
      <p class="notice good" role="status">
        已保存。请重新选择文件上传。
      </p>
    )}
    <ul class="plain-list">
      {Object.entries(mapping.columns).map(([header, name]) => (
        <li>
          {header} → {catalog.fields.find((field) => field.name === name)?.header ?? '忽略'}
        </li>
      ))}
    </ul>
    <ActionButton
      action={`/desk/batches/mapping/remove?catalog=${catalog.code}`}
      label="停用列名对应"
      look="danger"
    />
  </section>
);
