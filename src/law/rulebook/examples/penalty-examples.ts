import type { LawExample } from '../setting.ts';

// Decided on 2 March 2026, where the feed states no class. The outcome is stated number by number.
const DECIDED = '2026-03-02';
const each = (family: string, ends: readonly (readonly [part: string, given: string, result: string])[]) =>
  ends.map(([part, given, result]): [string, LawExample] => [
    `penalty.${family}.${part}`,
    { given, when: DECIDED, result },
  ]);

const WITHIN = '可以适用简易程序';
const BEYOND = '暂存待核';

export const penaltyExamples: Readonly<Record<string, LawExample>> = Object.fromEntries([
  ...each('class', [
    ['warning', '警告', '轻微'],
    ['criticism', '通报批评', '轻微'],
    ['confiscated-gains', '没收违法所得', '一般'],
    ['confiscated-goods', '没收非法财物', '一般'],
    ['suspension', '暂扣许可证件', '一般'],
    ['downgrading', '降低资质等级', '一般'],
    ['revocation', '吊销许可证件', '严重'],
    ['restriction', '限制开展生产经营活动', '严重'],
    ['halt', '责令停产停业', '严重'],
    ['closure', '责令关闭', '严重'],
    ['occupation-bar', '限制从业', '严重'],
    ['detention', '行政拘留', '一般'],
    ['other', '其他处罚', '一般'],
    ['small-fine', '对单位罚款 0.5 万元', '轻微'],
    ['large-fine', '对单位罚款 1 万元', '一般'],
    ['huge-fine', '对单位罚款 200 万元', '严重'],
    ['simple-procedure', '以简易程序警告', '轻微'],
  ]),
  ...each('simple', [
    ['warning', '以简易程序警告', WITHIN],
    ['criticism', '以简易程序通报批评', BEYOND],
    ['fine', '以简易程序罚款 0.01 万元', WITHIN],
    ['confiscated-gains', '以简易程序没收违法所得', BEYOND],
    ['confiscated-goods', '以简易程序没收非法财物', BEYOND],
    ['suspension', '以简易程序暂扣许可证件', BEYOND],
    ['downgrading', '以简易程序降低资质等级', BEYOND],
    ['revocation', '以简易程序吊销许可证件', BEYOND],
    ['restriction', '以简易程序限制开展生产经营活动', BEYOND],
    ['halt', '以简易程序责令停产停业', BEYOND],
    ['closure', '以简易程序责令关闭', BEYOND],
    ['occupation-bar', '以简易程序限制从业', BEYOND],
    ['detention', '以简易程序行政拘留', BEYOND],
    ['other', '以简易程序作出其他处罚', WITHIN],
  ]),
  ...each('large-fine', [
    ['person', '对自然人罚款 0.2 万元', '一般'],
    ['organisation', '对单位罚款 1 万元', '一般'],
    ['individual-business', '对个体工商户罚款 1 万元', '一般'],
  ]),
  ...each('huge-fine', [
    ['person', '对自然人罚款 20 万元', '严重'],
    ['organisation', '对单位罚款 200 万元', '严重'],
    ['individual-business', '对个体工商户罚款 50 万元', '严重'],
  ]),
  ...each('simple-fine', [
    ['person', '以简易程序对自然人罚款 0.0201 万元', BEYOND],
    ['organisation', '以简易程序对单位罚款 0.3001 万元', BEYOND],
    ['individual-business', '以简易程序对个体工商户罚款 0.3001 万元', BEYOND],
  ]),
]);
