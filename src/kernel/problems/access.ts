import type { ProblemRows } from './row.ts';

export const accessProblems = {
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
  'key.expired': { status: 401, title: '密钥已到期', detail: '该密钥已过失效日，请改用更换后的新密钥。' },
  'key.address': {
    status: 403,
    title: '不得从此地址使用密钥',
    detail: '该密钥只可从登记的地址使用：请从登记的地址调用，或请安全管理员换发。',
  },
  'key.scope': { status: 422, title: '密钥超出单位范围', detail: '请只选单位现有的职权与目录。' },
  'key.ended': { status: 409, title: '密钥已失效', detail: '已吊销或到期的密钥不能更换，请签发新密钥。' },
  'staff.roles-exclude': {
    status: 422,
    title: '职权互相排斥',
    detail: '审计管理与其他职权不得由同一人或同一密钥兼有：请分开办理，用 roles 指明其中之一。',
  },
  'session.refused': { status: 401, title: '登录失败', detail: '单位、姓名或密码不正确，请核对后重试。' },
  'agency.expired': {
    status: 403,
    title: '单位已停用',
    detail: '该单位已撤并或不在有效期内，请使用承继单位的密钥。',
  },
  'access.denied': { status: 403, title: '无权办理', detail: '您的角色没有此项权限，请联系本单位管理员。' },
  'access.cross-site': { status: 403, title: '拒绝跨站请求', detail: '请在本系统页面内重新提交。' },
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
} as const satisfies ProblemRows;
