import type { Setting } from './setting.ts';

// How natural persons stand on a public list: 0 not at all, 1 with their name masked, 2 with their name. Never a number, never
// a minor. A list without a setting of its own publishes no person.
// Basis: 个人信息保护法第二十五条；本市设定，参照浙江省公共信用信息管理条例第十五条、山东省社会信用条例第二十条
export const publicSettings: readonly Setting[] = [
  {
    key: 'public.judgment-defaulter.persons',
    value: 1,
    unit: 'count',
    basis:
      '最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第六、七条；本市设定：姓名遮盖后公示',
  },
  {
    key: 'public.delta-keep',
    value: 90,
    unit: 'days',
    basis: '本市设定：九十天前的版本不再提供增量，须重新下载全量',
  },
  { key: 'report.validity', value: 30, unit: 'days', basis: '本市设定：信用报告自出具之日起三十日内有效' },
];
