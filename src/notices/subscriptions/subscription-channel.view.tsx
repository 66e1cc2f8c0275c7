import type { FC } from 'hono/jsx';
import {
  ChoiceField,
  optionsOf,
  type Refusal,
  SelectField,
  TextField,
} from '../../platform/web/form.view.tsx';
import { channelWords, formatWords } from '../inbox/notice-words.rules.ts';

type Props = { refusal: Refusal; mayGiveFolders: boolean; channel?: string };

// Where the notices go. The parts of the channels not chosen are left blank.
export const ChannelFields: FC<Props> = ({ refusal, mayGiveFolders, channel = 'webhook' }) => (
  <>
    <h2>接收方式</h2>
    <ChoiceField
      name="channel"
      label="通知送到哪里"
      hint="没有系统的单位选第三项：登录本系统即可查看、签收、下载电子表格"
      value={channel}
      options={optionsOf(channelWords)}
      refusal={refusal}
    />
    <TextField
      name="endpoint.url"
      label="接收地址"
      type="url"
      hint="选择推送时填写，以 https:// 开头。地址须先答复一次签名的连通测试"
      refusal={refusal}
      isOptional
    />
    <details open={(refusal.typed.channel ?? channel) === 'file'}>
      <summary>文件夹或存储桶</summary>
      <DropFields refusal={refusal} mayGiveFolders={mayGiveFolders} />
    </details>
  </>
);

// Notices that arrived by the old channel are not sent by the new one.
export const ChannelForm: FC<Props & { id: string }> = ({ id, refusal, mayGiveFolders, channel }) => (
  <details class="no-print" open={refusal.typed.channel !== undefined}>
    <summary>更改接收方式</summary>
    <form class="card" method="post" action={`/desk/subscriptions/${id}/channel`}>
      <p>
        更改后通知不丢失、不重复：已送达、已确认或已签收的不再发送，其余按新方式继续，序号不变。改为推送而尚无签名密钥的，请随后更换一次签名密钥。
      </p>
      <ChannelFields refusal={refusal} mayGiveFolders={mayGiveFolders} channel={channel} />
      <button type="submit">更改</button>
    </form>
  </details>
);

const DropFields: FC<Props> = ({ refusal, mayGiveFolders }) => (
  <div class="stack">
    {mayGiveFolders ? (
      <SelectField
        name="drop.kind"
        label="写入"
        options={[
          { value: 's3', label: '兼容 S3 的存储桶' },
          { value: 'folder', label: '服务器文件夹' },
        ]}
        refusal={refusal}
        isOptional
      />
    ) : (
      <input type="hidden" name="drop.kind" value="s3" />
    )}
    <TextField
      name="drop.location"
      label="位置"
      hint={
        mayGiveFolders
          ? '存储桶为 https://主机/桶/前缀/；文件夹为 DROP_ROOT 之下的相对路径'
          : '存储桶为 https://主机/桶/前缀/；需用文件夹的请联系登记机构'
      }
      refusal={refusal}
      isOptional
      isCode
    />
    <SelectField
      name="drop.format"
      label="文件格式"
      options={optionsOf(formatWords)}
      refusal={refusal}
      isOptional
    />
    <TextField name="drop.region" label="存储区域" hint="不分区的不填" refusal={refusal} isOptional isCode />
    <TextField name="drop.credentials.accessKeyId" label="访问密钥编号" refusal={refusal} isOptional isCode />
    <TextField
      name="drop.credentials.secretAccessKey"
      label="访问密钥"
      type="password"
      hint="加密保存，不再显示"
      refusal={refusal}
      isOptional
    />
  </div>
);
