type Row = {
  status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 503;
  title: string;
  detail: string;
};

// The one table of what can go wrong: stable code, HTTP status, and a sentence that says what to do next.
export const problems = {
  'request.invalid': { status: 400, title: '请求格式不符', detail: '请按 errors 中逐项提示修改后重新提交。' },
  'request.too-large': {
    status: 413,
    title: '请求正文过大',
    detail: '没有处理。JSON 正文至多 1 MB，表单至多 256 kB；请分次提交，数据文件请用批次上传。',
  },
  'request.not-json': {
    status: 400,
    title: '请求正文不是合法的 JSON',
    detail: '请检查 JSON 语法与 UTF-8 编码后重新提交。',
  },
  'cursor.invalid': { status: 400, title: '翻页游标无效', detail: '请去掉 after 参数从第一页重新查询。' },
  'access.unauthenticated': {
    status: 401,
    title: '未登录或未携带密钥',
    detail: '请先登录，或在 Authorization 头中携带有效的 Bearer 密钥。',
  },
  'key.unknown': {
    status: 401,
    title: '密钥无效',
    detail: '请核对密钥是否完整；如已遗失，请向系统管理员重新申领。',
  },
  'api-key.unknown': {
    status: 404,
    title: '没有这个密钥',
    detail: '请核对密钥编号；已吊销的密钥不能再次吊销。',
  },
  'key.revoked': { status: 401, title: '密钥已吊销', detail: '该密钥已停用，请向系统管理员申领新密钥。' },
  'session.refused': { status: 401, title: '登录失败', detail: '单位、姓名或密码不正确，请核对后重试。' },
  'agency.expired': {
    status: 403,
    title: '单位已停用',
    detail: '该单位已撤并或不在有效期内，请使用承继单位的密钥。',
  },
  'access.denied': { status: 403, title: '无权办理', detail: '您的角色没有此项权限，请联系本单位管理员。' },
  'access.cross-site': { status: 403, title: '拒绝跨站请求', detail: '请在本系统页面内重新提交。' },
  'feed.unknown': {
    status: 404,
    title: '没有这个报送项',
    detail: '该单位未被授权报送此目录，请核对单位代码与目录代码。',
  },
  'public-list.unknown': {
    status: 404,
    title: '没有这个公示名单',
    detail: '请从 /public/lists 列出的名单代码中选择。',
  },
  'public-list.version-unknown': {
    status: 409,
    title: '不能从这个版本给出增量',
    detail: 'since 不是本名单现存的版本号。请重新下载全量文件，再从其版本号起取增量。',
  },
  'audit-line.unknown': {
    status: 404,
    title: '没有这一行审计记录',
    detail: '请核对行号；行号见审计记录的查询结果。',
  },
  'audit-line.not-yet-signed': {
    status: 409,
    title: '该行不在已签名的审计记录之中',
    detail: '新的行请在一分钟后再取证明；较早的行若始终取不到，说明它是事后添加的，请执行 cli audit verify。',
  },
  'checkpoint.unknown': {
    status: 404,
    title: '没有这样的检查点',
    detail:
      '请核对 from 与 to：from 不大于 to，to 不大于最新检查点的行数；若见证所持的检查点更大，说明记录的末尾已被截断。',
  },
  'report.unknown': {
    status: 404,
    title: '没有这份信用报告',
    detail: '请核对报告编号与校验码；只能查看本单位出具的报告。',
  },
  'agency.unknown': { status: 404, title: '没有这个单位', detail: '请核对单位代码。' },
  'agency.duplicate': { status: 409, title: '单位代码已存在', detail: '请换一个单位代码，或修改已有单位。' },
  'agency.uscc': {
    status: 422,
    title: '单位统一社会信用代码不合规',
    detail: '请核对 18 位统一社会信用代码。',
  },
  'agency.successor': {
    status: 422,
    title: '承继单位不合规',
    detail: '承继单位不能是该单位自己，也不能是由该单位承继的单位；请改填承继单位代码。',
  },
  'staff.duplicate': { status: 409, title: '该单位已有同名用户', detail: '请换一个登录名。' },
  'staff.password-weak': {
    status: 422,
    title: '密码强度不足',
    detail: '密码至少 10 位，并同时包含字母与数字。',
  },
  'staff.unknown': { status: 404, title: '没有这个用户', detail: '请核对单位与姓名。' },
  'route.unknown': { status: 404, title: '没有这个地址', detail: '请对照 /docs 核对请求地址与方法。' },
  'catalog.unknown': {
    status: 404,
    title: '没有这个目录',
    detail: '请用 GET /api/v1/catalogs 查看可用目录代码。',
  },
  'catalog.not-yours': {
    status: 403,
    title: '不在本单位归集范围',
    detail: '本单位未获授权报送该目录，请联系登记机构开通。',
  },
  'calendar.invalid': {
    status: 422,
    title: '节假日安排有误',
    detail: '请对照国务院办公厅的通知逐日核对后重新提交。',
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
  'merge-candidate.unknown': {
    status: 404,
    title: '没有这条合并核实事项',
    detail: '请在主体合并列表中重新选择。',
  },
  'merge-candidate.settled': {
    status: 409,
    title: '该事项已经处理',
    detail: '其他登记人员已合并或认定不是同一主体；请刷新查看结果，需要更改的，先撤销合并。',
  },
  'merge.unknown': { status: 404, title: '没有这次合并', detail: '请核对合并编号，见已合并的核实事项。' },
  'merge.undone': {
    status: 409,
    title: '该合并已经撤销',
    detail: '无须再次撤销；两个主体已各自恢复，如需合并请在待核实事项中重新办理。',
  },
  'merge.kinds-differ': {
    status: 422,
    title: '自然人与组织不能合并',
    detail: '两者不可能是同一主体；请核对号码，或认定不是同一主体。',
  },
  'merge.survivor': {
    status: 422,
    title: '保留的主体不在这两个之中',
    detail: '请选择两个主体之一；其中一个可能已并入别的主体，请刷新后再选。',
  },
  'rule-set.unsound': {
    status: 422,
    title: '规则草案有不能成立之处',
    detail: '请按 errors 中逐项提示修改规则后重新提交；尚未保存任何内容。',
  },
  'rule-set.own-draft': {
    status: 403,
    title: '起草人不能批准自己的草案',
    detail: '请由另一名登记员批准；同一单位的密钥与起草人视为同一人。',
  },
  'rule-set.wrong-stage': {
    status: 409,
    title: '规则版本所处状态不允许该操作',
    detail: '请刷新该版本后再办理。',
  },
  'rule-set.precondition': {
    status: 412,
    title: '规则版本已变化',
    detail: 'If-Match 与当前状态不符，请重新读取该版本后再办理。',
  },
  'simulation.unknown': {
    status: 404,
    title: '该版本尚未模拟',
    detail: '请先对该版本运行一次模拟。',
  },
  'simulation.outdated': {
    status: 409,
    title: '模拟名单已过期',
    detail: '主体名单只在模拟当日可看，以免显示已修复或撤销的信息；请重新模拟。',
  },
  'record.unknown': {
    status: 404,
    title: '没有这条记录',
    detail: '请核对目录代码与来源记录号；只能查看本单位的记录。',
  },
  'record.not-archived': {
    status: 404,
    title: '归档中没有这条记录',
    detail: '请核对记录编号；尚在保存期限内的记录请按主体查询（POST /api/v1/files/knowledge）。',
  },
  'record.stale': { status: 409, title: '记录已被他人更改', detail: '请重新读取最新版本后再提交。' },
  'record.precondition': {
    status: 412,
    title: '版本不一致',
    detail: 'If-Match 与当前版本不符，请重新读取记录后再提交。',
  },
  'record.precondition-required': {
    status: 428,
    title: '缺少 If-Match',
    detail: '更正已有记录必须携带读取时得到的 ETag。',
  },
  'record.wrong-stage': {
    status: 409,
    title: '记录所处状态不允许该操作',
    detail: '请刷新记录状态后再操作。',
  },
  'record.decision-fallen': {
    status: 409,
    title: '该决定已经撤销或者删除，不能收录',
    detail:
      '请由认定单位办理恢复列入（POST /api/v1/listings/{id}/restorations，注明理由和文书号），或以新决定的文书号和来源记录号另行报送；本条不予收录的，请办理 refuse。',
  },
  'record.rejected': {
    status: 422,
    title: '记录未通过校验',
    detail: '请按 errors 中逐项提示修改后重新提交。',
  },
  'listing.unknown': { status: 404, title: '没有这条名单记录', detail: '请核对名单记录编号。' },
  'listing.wrong-stage': { status: 409, title: '名单状态不允许该操作', detail: '请刷新名单状态后再操作。' },
  'listing.stale': {
    status: 409,
    title: '名单已被他人更改',
    detail: '请刷新名单，核对更改后再办理。',
  },
  'listing.document-required': {
    status: 422,
    title: '须注明文书号',
    detail:
      '恢复已撤销、已删除的决定，或者确认待核的移出，须填写 documentNo（认定单位据以恢复、准予移出的文书号）。',
  },
  'listing.not-extendable': {
    status: 422,
    title: '期限不得这样延长',
    detail: '请核对该名单的规定（GET /api/v1/severe-lists）后改填日期。',
  },
  'listing.not-longer': {
    status: 409,
    title: '没有比现期限更长',
    detail: '请刷新名单，填写现期限之后的日期。',
  },
  'listing.purpose-required': {
    status: 403,
    title: '查询自然人名单须说明用途',
    detail: '请填写 purpose，且本单位须承担该名单的惩戒措施。',
  },
  'listing.not-authority': {
    status: 403,
    title: '非认定单位',
    detail: '须由认定该名单的单位或登记机构办理。',
  },
  'listing.not-severe': {
    status: 422,
    title: '不是严重失信主体名单',
    detail: '列入前告知只用于严重失信主体名单；请从 GET /api/v1/severe-lists 中已归集的名单代码选择。',
  },
  'listing.barred': {
    status: 422,
    title: '该主体不得列入本名单',
    detail: '没有登记，也不留存；请按 errors 中的提示核对当事人与名单。',
  },
  'listing.already-listed': {
    status: 409,
    title: '该主体已被本单位列入该名单',
    detail: '无须再告知；内容有变化的，请更正原记录，或办理延长、移出、撤销。',
  },
  'listing.already-notified': {
    status: 409,
    title: '该主体已被告知、尚未决定',
    detail:
      '请先用 GET /api/v1/listings?state=notified 找到该条，决定列入的照常报送，不列入的办理撤销后再重新告知。',
  },
  'case.target-unknown': {
    status: 404,
    title: '没有这条可办理的信息',
    detail: '请核对名单或记录编号（见信用档案），并确认证件号码属于该信息的主体。',
  },
  'case.subject-required': {
    status: 422,
    title: '须填写申请人证件',
    detail: '窗口代当事人办理的，请填写 subject（证件类型与号码）；只有认定单位可依职权提出。',
  },
  'case.not-authority': {
    status: 403,
    title: '非认定单位',
    detail: '谁认定、谁办理：请由作出认定的单位办理，或由登记机构凭其决定文书代录。',
  },
  'case.not-applicant': {
    status: 403,
    title: '非申请经办单位',
    detail: '撤回须由代当事人提出申请的单位或登记机构办理。',
  },
  'repair.unknown': {
    status: 404,
    title: '没有这件修复案件',
    detail: '请核对案件编号；只能查看本单位经办或认定的案件。',
  },
  'repair.not-repairable': {
    status: 422,
    title: '该信息不适用信用修复',
    detail: '信用修复只适用于在公示、共享中的失信信息；有误的信息请提出异议。',
  },
  'repair.too-early': { status: 422, title: '最短公示期未满', detail: '请在最早可申请日期之后再申请。' },
  'repair.barred': {
    status: 422,
    title: '限制期内不得再次申请',
    detail: '曾以虚假材料申请修复，请在限制期满后再申请。',
  },
  'repair.open': {
    status: 409,
    title: '已有办理中的修复申请',
    detail: '同一信息一次只能办理一件修复申请，请先办结或撤回。',
  },
  'repair.wrong-stage': { status: 409, title: '案件状态不允许该操作', detail: '请刷新案件后再办理。' },
  'repair.materials-missing': {
    status: 422,
    title: '修复材料不齐',
    detail: '请登记补收的材料后再受理。',
  },
  'dispute.unknown': {
    status: 404,
    title: '没有这件异议',
    detail: '请核对异议编号；只能查看本单位经办或作为数据来源的异议。',
  },
  'dispute.not-disputable': {
    status: 422,
    title: '该信息不能提出异议',
    detail: '异议只针对在登记系统中展示的信息；已修复、撤回的信息不再展示，无需提出。',
  },
  'dispute.open': {
    status: 409,
    title: '已有处理中的异议',
    detail: '同一信息一次只处理一件异议，请先办结或撤回。',
  },
  'dispute.wrong-stage': { status: 409, title: '异议状态不允许该操作', detail: '请刷新异议后再办理。' },
  'dispute.not-corrected': {
    status: 422,
    title: '尚未更正',
    detail: '请先用 PUT /records/{catalog}/{sourceNo} 或重新报送更正该记录，再以“更正”办结异议。',
  },
  'dispute.note-required': {
    status: 422,
    title: '须填写补充说明',
    detail: '以“补充”办结异议的，请填写 note；说明将随该信息一并展示。',
  },
  'appeal.unknown': {
    status: 404,
    title: '没有这件复议或诉讼',
    detail: '请核对编号；只能查看本单位登记或认定的复议、诉讼。',
  },
  'appeal.not-appealable': {
    status: 422,
    title: '该信息不能登记复议或诉讼',
    detail: '只登记针对在登记系统中展示的信息的复议、诉讼；已修复、撤回的信息不再展示，无需登记。',
  },
  'appeal.open': {
    status: 409,
    title: '已有未办结的复议或诉讼',
    detail: '同一决定一次只登记一件；复议后又起诉的，请先办结复议，再登记诉讼。',
  },
  'appeal.stay-document': {
    status: 422,
    title: '须填写停止执行的文书号',
    detail: '已停止执行的，请填写 stayDocumentNo（停止执行决定书或裁定书文号）；未停止执行的，不填 stayed。',
  },
  'appeal.wrong-stage': {
    status: 409,
    title: '复议或诉讼的状态不允许该操作',
    detail: '请刷新后再办理。',
  },
  'appeal.not-corrected': {
    status: 422,
    title: '尚未按变更后的决定更正',
    detail: '请先用 PUT /records/{catalog}/{sourceNo} 或重新报送更正该记录，再以“变更”办结。',
  },
  'subject.identifier': {
    status: 422,
    title: '主体标识不合规',
    detail: '请按 errors 中的提示核对证件类型与号码。',
  },
  'subject.unknown': {
    status: 404,
    title: '没有该主体的信用档案',
    detail: '登记系统中没有该主体的有效信息。',
  },
  'subject.uncertain': {
    status: 409,
    title: '不能确定是否同一人',
    detail:
      '同一护照号码已有档案，但签发国（地区）不同或未登记。请核对护照，填写 subject.country 后重试；仍不能确定的，交登记机构核实。',
  },
  'check.unknown': { status: 404, title: '没有这份核查结果', detail: '请核对核查编号与校验码。' },
  'check.not-repeatable': {
    status: 409,
    title: '该核查不能直接重新核查',
    detail: '早期核查未留存查找依据，请输入申请人证件号码，另作一次核查。',
  },
  'check.matter-unknown': {
    status: 422,
    title: '没有这个事项代码',
    detail: '没有作出核查。请改填事项目录中的事项代码（不是事项名称），可用 GET /api/v1/matters 查询。',
  },
  'check.confirmed': { status: 409, title: '该核查已确认', detail: '每份核查只能由经办人确认一次。' },
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
  'subscription.unknown': {
    status: 404,
    title: '没有这个订阅',
    detail: '请核对订阅编号；只能查看本单位的订阅。',
  },
  'subscription.stage': { status: 409, title: '订阅状态不允许该操作', detail: '请刷新订阅状态后再操作。' },
  'subscription.endpoint': {
    status: 422,
    title: '接收地址不可用',
    detail: '接收地址须为 https 且在允许的主机范围内；请联系系统管理员配置 PUSH_ALLOW。',
  },
  'subscription.certificate': {
    status: 422,
    title: '客户端证书不可用',
    detail: '请上传 PEM 格式、尚未过期的证书及与其配对的未加密私钥，证书链可附在证书之后。',
  },
  'subscription.certificate-unsupported': {
    status: 409,
    title: '当前部署不支持客户端证书',
    detail:
      'Cloudflare Workers 上的客户端证书须由运维以 mTLS 绑定配置，不能在此上传；请改为验证签名，或使用 Node 部署。',
  },
  'subscription.span': {
    status: 422,
    title: '预览的时间范围无效',
    detail: '起止日期须先后有序，且不超过 92 天；不填为最近 30 天。',
  },
  'schedule.unknown': {
    status: 404,
    title: '没有这个定时任务',
    detail: '请从定时任务列表中核对任务名称。',
  },
  'schedule.running': {
    status: 409,
    title: '该任务正在运行或已排上',
    detail: '请等这一次结束后再试；结果见定时任务列表。',
  },
  'subscription.cron': {
    status: 422,
    title: '定时表达式无效',
    detail: '请使用五段式 cron，例如 30 8 * * 1-5。',
  },
  'notice.unknown': { status: 404, title: '没有这条通知', detail: '请核对通知编号；只能查看本单位的通知。' },
  'notice.too-many': {
    status: 422,
    title: '通知过多，无法一次下载',
    detail: '超过两万条，请按订阅、名单或签收状态筛选后分次下载。',
  },
  'notice.not-a-person': {
    status: 409,
    title: '该通知主体不是自然人',
    detail: '组织的统一社会信用代码已在通知中给出。',
  },
  'notice.not-asked': {
    status: 403,
    title: '该通知未要求本单位执行措施',
    detail: '仅承担惩戒措施的单位可调取完整证件号码。',
  },
  'notice.superseded': {
    status: 409,
    title: '该通知已被新通知替代',
    detail: '该通知未曾送达；请办理 supersededBy 所指的通知。',
  },
  'feedback.future': {
    status: 422,
    title: '执行日期晚于今天',
    detail: '请填写实际执行的日期，或在执行后再反馈。',
  },
  'feedback.of-lift': {
    status: 422,
    title: '移出通知不再执行措施',
    detail: '已停止措施的请反馈“已解除”；从未执行的请反馈“不适用”并说明原因。',
  },
  'feedback.after-lift': {
    status: 422,
    title: '主体已移出名单，不得再执行',
    detail: '移出前已执行的，请填写移出之日或更早的 executedOn；已停止的请反馈“已解除”。',
  },
  'feedback.nothing-to-release': {
    status: 422,
    title: '该措施尚无可解除的执行',
    detail: '主体仍在名单内且本单位未反馈过该措施；请先反馈执行情况。',
  },
  'feedback.reason-required': {
    status: 422,
    title: '未执行须说明原因',
    detail: '请填写 reason 说明未执行或不适用的原因。',
  },
  'feedback.measure': {
    status: 422,
    title: '不是该通知要求的措施',
    detail: '请从通知 measures 中选择措施代码。',
  },
  'supervision.nothing-overdue': {
    status: 409,
    title: '该单位没有逾期事项',
    detail: '督办函只就逾期事项发出；请在督办清单中核对单位与事项。',
  },
  'supervision.letter-unknown': {
    status: 404,
    title: '没有这份督办函',
    detail: '请核对督办函编号；只能查看发给本单位的督办函。',
  },
  'supervision.replied': {
    status: 409,
    title: '该督办函已答复',
    detail: '答复不可修改；有新情况请另行反馈执行情况。',
  },
  'change.unknown': { status: 404, title: '没有这项变更', detail: '请核对变更编号，或从变更列表进入。' },
  'change.own-draft': {
    status: 409,
    title: '起草人不能批准自己的草案',
    detail: '请由另一名登记员批准；同一单位的密钥与起草人视为同一人。',
  },
  'change.wrong-stage': {
    status: 409,
    title: '该变更已经办结',
    detail: '请刷新后查看；需要更改的，请另行起草一项变更。',
  },
  'change.outdated': {
    status: 409,
    title: '起草之后现行规定已经变化',
    detail: '草案所依据的内容已被另一项变更或装载改动，没有批准。请撤回本草案，按现行规定重新起草。',
  },
  'change.no-difference': {
    status: 422,
    title: '与现行规定相同',
    detail: '没有可变更的内容，请核对后再提交。',
  },
  'change.past-day': {
    status: 422,
    title: '生效日早于今天',
    detail: '规定不溯及既往，请改填今天或以后的日期，或不填。',
  },
  'change.rule-set-waiting': {
    status: 409,
    title: '另有规则版本待生效',
    detail: '请待已批准的规则版本生效后再录入文号，或撤回该版本、在新草案中写明。',
  },
  'basis.missing': {
    status: 422,
    title: '没有写明依据',
    detail: '请写明文件名称或文号、条款；本市自行确定的，写“本市设定：”并说明参照什么。',
  },
  'setting.unknown': {
    status: 422,
    title: '没有这一项设置',
    detail: '请从 docs/rules.md 或设置页面列出的各项中选择。',
  },
  'setting.out-of-range': {
    status: 422,
    title: '数值超出范围',
    detail: '请按 errors 中写明的范围更正数值。',
  },
  'setting.contradiction': {
    status: 422,
    title: '与其他设置相矛盾',
    detail: '请按 errors 中的提示，一并更改相关各项。',
  },
  'setting.at-once': {
    status: 422,
    title: '该项只能自批准之日起生效',
    detail: '请不要填写以后的生效日，需要时再提交。',
  },
  'severe-list.unknown': {
    status: 422,
    title: '没有这个严重失信名单',
    detail: '请用 GET /api/v1/severe-lists 查询名单代码。',
  },
  'severe-list.no-city-document': {
    status: 422,
    title: '该名单无处录入本市文件',
    detail: '现行核查规则没有以“本市设定”计入该名单；请先起草计入该名单的规则版本。',
  },
  'measure.honour-harmful': {
    status: 422,
    title: '措施会使荣誉信息对其主体不利',
    detail: '荣誉只能引起激励措施；请从 lists 中删除荣誉名单，或改为激励措施。',
  },
  'measure.edition-loaded': {
    status: 409,
    title: '该版措施清单已载入',
    detail: '已载入的版本不可改写；请以新的 edition 载入，且生效日不早于现行版本。',
  },
  'measure.list-unknown': {
    status: 422,
    title: '措施清单中有不认识的名单',
    detail: '请用 GET /api/v1/catalogs 查询名单（目录）代码后更正 lists。',
  },
  'delivery.unknown': {
    status: 404,
    title: '没有这次投递',
    detail: '请核对投递编号；只能查看本单位的投递。',
  },
  'rule-set.unknown': { status: 404, title: '没有这个规则版本', detail: '请核对规则版本号。' },
  'matter.unknown': { status: 404, title: '没有这个事项', detail: '请用 GET /api/v1/matters 查询事项代码。' },
  'idempotency.reused': {
    status: 409,
    title: '幂等键已用于另一请求',
    detail: '同一 Idempotency-Key 只能重复同一请求，请更换新的键。',
  },
  'idempotency.invalid': {
    status: 400,
    title: '幂等键格式不符',
    detail: 'Idempotency-Key 须为 1–128 位可见 ASCII 字符。',
  },
  'rate.limited': { status: 429, title: '请求过于频繁', detail: '请等 Retry-After 所示的秒数后重试。' },
  'restoration.done': {
    status: 409,
    title: '恢复已经处理过',
    detail: '编号已抬高，现状已重新告知；此后确又从备份恢复过的，请写明新的期数。',
  },
  'restoration.epoch': {
    status: 422,
    title: '期数不对',
    detail: '期数须大于以往用过的任何一个。',
  },
  'service.busy': {
    status: 503,
    title: '登录的人太多',
    detail: '没有作出任何结论，请等 Retry-After 所示的秒数后重试。',
  },
  'text.personal-number': {
    status: 422,
    title: '写有个人号码',
    detail:
      '请按 errors 所指，从编号、说明等文字中删除证件、银行卡或手机号码；当事人只以主体的证件号码字段标明。',
  },
  'database.unavailable': {
    status: 503,
    title: '数据库暂不可用',
    detail: '没有作出任何结论，请稍后重试；不得视为可以适用告知承诺。',
  },
  'service.not-ready': {
    status: 503,
    title: '服务未就绪',
    detail:
      '没有作出任何结论，请稍后重试；运维人员请按 errors 中所列环节逐项排除，恢复前不要向本实例分发请求。',
  },
  'server.fault': {
    status: 500,
    title: '系统未能完成请求',
    detail: '请稍后重试，并将 requestId 告知系统管理员。',
  },
} as const satisfies Record<string, Row>;

export type ProblemCode = keyof typeof problems;
// suggestion: what to write instead, given only where it is certain.
export type Fault = {
  pointer?: string;
  row?: number;
  column?: string;
  code: string;
  message: string;
  suggestion?: string;
};

export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: readonly Fault[];
  // Seconds until the same request may succeed.
  readonly retryAfter: number | undefined;
  constructor(
    code: ProblemCode,
    about: { detail?: string; errors?: readonly Fault[]; cause?: unknown; retryAfter?: number } = {},
  ) {
    super(code, { cause: about.cause });
    this.code = code;
    this.detail = about.detail;
    this.errors = about.errors ?? [];
    this.retryAfter = about.retryAfter;
  }
}

// Basis: RFC 9457
export const problemBody = (problem: Problem, requestId: string) => {
  const { status, title, detail } = problems[problem.code];
  return {
    type: `/problems/${problem.code}`,
    title,
    status,
    detail: problem.detail ?? detail,
    code: problem.code,
    errors: [...problem.errors],
    requestId,
  };
};
