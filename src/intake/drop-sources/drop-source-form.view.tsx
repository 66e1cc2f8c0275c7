import type { FC } from 'hono/jsx';
import {
  ChoiceField,
  ErrorSummary,
  type Option,
  type Refusal,
  SelectField,
  TextField,
} from '../../platform/web/form.view.tsx';
import { PageTitle } from '../../platform/web/pieces.view.tsx';
import { modeWords } from '../uploads/batch-words.rules.ts';
import { sourceKindWords } from './drop-source.view.tsx';

type Props = {
  refusal: Refusal;
  onceKey: string;
  catalogs: readonly Option[];
  // Without DROP_ROOT only buckets can be looked at.
  hasFolders: boolean;
};

const modes = [
  { value: 'append', label: modeWords.append },
  { value: 'full', label: `${modeWords.full}：每个文件视为全部现有记录，撤回较多时仍须到报送页面确认` },
];
const kinds: readonly Option[] = [
  { value: 'folder', label: sourceKindWords.folder },
  { value: 's3', label: sourceKindWords.s3 },
];

export const DropSourceFormView: FC<Props> = ({ refusal, onceKey, catalogs, hasFolders }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title="添加取件来源"
      lead="单位的系统只能放文件的，由本系统每分钟到约定位置取件，以该单位的名义报送。"
    />
    <form class="card" method="post" action="/desk/drop-sources">
      <div class="pair">
        <TextField
          name="agency"
          label="报送单位代码"
          hint="须已获准报送所选目录"
          maxLength={32}
          refusal={refusal}
          isCode
          isFirst
        />
        <SelectField name="catalog" label="目录" blank="请选择" options={catalogs} refusal={refusal} />
      </div>
      <ChoiceField name="mode" label="报送方式" value="append" options={modes} refusal={refusal} />
      <ChoiceField
        name="kind"
        label="放在哪里"
        hint={hasFolders ? undefined : '本服务未设 DROP_ROOT，只能取存储桶'}
        value={hasFolders ? 'folder' : 's3'}
        options={hasFolders ? kinds : kinds.filter(({ value }) => value === 's3')}
        refusal={refusal}
      />
      <TextField
        name="location"
        label="位置"
        hint={
          hasFolders
            ? '文件夹为 DROP_ROOT 之下已有的相对路径；存储桶为 https://主机/桶/前缀/'
            : 'https://主机/桶/前缀/'
        }
        refusal={refusal}
        isCode
      />
      <details open={!hasFolders || refusal.typed.kind === 's3'}>
        <summary>存储桶的访问密钥</summary>
        <div class="stack">
          <BucketFields refusal={refusal} />
        </div>
      </details>
      <input type="hidden" name="onceKey" value={onceKey} />
      <button type="submit">添加</button>
    </form>
  </>
);

const BucketFields: FC<{ refusal: Refusal }> = ({ refusal }) => (
  <>
    <TextField name="region" label="存储区域" hint="不分区的不填" refusal={refusal} isOptional isCode />
    <TextField
      name="credentials.accessKeyId"
      label="访问密钥编号"
      hint="选择存储桶时填写"
      refusal={refusal}
      isOptional
      isCode
    />
    <TextField
      name="credentials.secretAccessKey"
      label="访问密钥"
      type="password"
      hint="选择存储桶时填写；加密保存，不再显示"
      refusal={refusal}
      isOptional
    />
  </>
);
