import type { ProblemRows } from './row.ts';

export const intakeProblems = {
  'feed.unknown': {
    status: 404,
    title: '没有这个报送项',
    detail: '该单位未被授权报送此目录，请核对单位代码与目录代码。',
  },
  'mapping.unknown': {
    status: 404,
    title: '没有保存过列名对应',
    detail: '本单位在该目录使用目录列名；如需对应，请用 PUT 保存，或在报送页面设置。',
  },
  'mapping.invalid': {
    status: 422,
    title: '列名对应不可用',
    detail: '没有保存；请按 errors 中逐项提示修改后重新提交。',
  },
  'zero-report.period': {
    status: 409,
    title: '期间尚未结束',
    detail: '零报告只能报到今天为止，请把期间止日改为今天或以前；以后的期间到期再报。',
  },
  'zero-report.batch-under-way': {
    status: 409,
    title: '该目录有批次尚未处理完',
    detail: '本单位在该目录的批次正在处理或待确认，请等它完成，或先确认、取消该批次，再作零报告。',
  },
  'zero-report.repeated': {
    status: 409,
    title: '该期间已作零报告',
    detail: '本单位在该目录已有止于这一天的零报告，无需重报；如后来有了数据，请直接上传。',
  },
  'batch.unknown': { status: 404, title: '没有这个批次', detail: '请核对批次号；只能查看本单位的批次。' },
  'batch.too-large': { status: 413, title: '文件过大', detail: '请按系统公布的上限拆分文件后分批上传。' },
  'batch.format': {
    status: 415,
    title: '无法识别的文件格式',
    detail: '请上传 CSV、TSV、XLSX、JSON 数组、NDJSON 或它们的 zip 压缩包，并设置正确的 Content-Type。',
  },
  'batch.archive': {
    status: 422,
    title: '压缩包不可用',
    detail: '请把同一目录的数据文件直接放进不加密的 zip，不带文件夹和其他文件，再重新上传。',
  },
  'batch.header': {
    status: 422,
    title: '表头不符',
    detail: '请按 errors 中的提示修改表头后重新上传；本单位列名固定不同的，可先保存列名对应再上传。',
  },
  'batch.empty': {
    status: 422,
    title: '文件没有数据行',
    detail: '请确认文件含表头和至少一行数据后重新上传。',
  },
  'batch.encoding': {
    status: 422,
    title: '文件编码无法识别',
    detail: '请另存为 UTF-8 或 GB18030 编码的 CSV 后重新上传。',
  },
  'batch.bomb': {
    status: 422,
    title: '压缩文件异常膨胀',
    detail: '文件解压后超过安全上限，请用正常的电子表格软件另存后上传。',
  },
  'batch.unreadable': {
    status: 422,
    title: '文件无法读取',
    detail: '文件已损坏或不完整，请重新导出后上传。',
  },
  'batch.stage': { status: 409, title: '批次所处阶段不允许该操作', detail: '请刷新批次状态后再操作。' },
  'batch.interrupted': {
    status: 500,
    title: '批次处理多次中断',
    detail: '已写入的行全部保留，请联系系统管理员后重新上传原文件。',
  },
  'batch.delayed': {
    status: 503,
    title: '处理暂缓，稍后自动继续',
    detail: '登记系统一时无法写入（如磁盘已满、数据库忙）。文件已收妥，恢复后自动继续，请勿重复上传。',
  },
  'batch.upload-broken': { status: 400, title: '上传中断', detail: '没有写入任何数据，请重新上传整个文件。' },
  'source.unknown': { status: 404, title: '没有这个来源', detail: '请核对来源编号。' },
  'source.location': {
    status: 422,
    title: '来源地址不可用',
    detail: '请核对路径：须为 DROP_ROOT 之下已存在、可读写的文件夹，不得经链接指向别处。',
  },
  'source.no-root': {
    status: 422,
    title: '本服务不接收文件夹来源',
    detail: '请系统管理员设置环境变量 DROP_ROOT 后重启服务，或改用兼容 S3 的存储桶。',
  },
  'source.duplicate': {
    status: 409,
    title: '该位置已有来源',
    detail: '同一文件夹或存储桶路径只能登记一次，请修改已有的来源或换一个位置。',
  },
  'source.unreachable': {
    status: 503,
    title: '来源暂不可达',
    detail: '放着的文件未动，下一分钟自动再试；持续出现时请检查文件夹权限、存储服务与网络。',
  },
} as const satisfies ProblemRows;
