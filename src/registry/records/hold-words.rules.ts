import { ownValue } from '../../kernel/own-keys.ts';

// By hold code: why the record waits, and how the registrar decides.
const words: Readonly<Record<string, string>> = {
  'subject.kind-differs': '该证件号码在登记系统中属于另一类主体，请核实主体后采纳或者退回。',
  'row.decision-fallen': '该决定已被撤销或者删除，不能采纳；确应恢复的，请由认定单位办理恢复列入。',
  'row.decision-settled':
    '该决定已准予修复、移出，或者因异议成立停止展示，本行却再次报送。请向认定单位核实：确系同一决定的退回，凭文书应当恢复的采纳。',
  'row.number-reused':
    '同一文件把这个来源记录号用于两个当事人，收到的是在前的一行。请向报送单位核实本记录属于谁：无误的采纳，有误的退回，另一当事人请其换号重报。',
  'row.simple-procedure-exceeded':
    '本行载明以简易程序（当场处罚）作出，却含简易程序不能作出的处罚或者超过限额的罚款（行政处罚法第五十一条）。请凭决定书核实：处罚无误的予以采纳，程序填报有误的退回更正。',
};
export const holdReason = (code: string): string =>
  ownValue(words, code) ?? '请核实本行与报送单位的决定书是否一致，再采纳或者退回。';
