import type { ProblemRows } from './row.ts';

export const lawProblems = {
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
  'rule-set.unknown': { status: 404, title: '没有这个规则版本', detail: '请核对规则版本号。' },
  'matter.unknown': { status: 404, title: '没有这个事项', detail: '请用 GET /api/v1/matters 查询事项代码。' },
} as const satisfies ProblemRows;
