import type { Command } from './command.ts';

const START = 'npm run cli --';

export const helpAll = (commands: readonly Command[]): string =>
  [
    `用法：${START} <命令> [选项]`,
    '',
    ...commands.map(({ name, about }) => `  ${name.padEnd(14)}${about}`),
    '',
    '每个命令都可加 --help 查看选项，加 --json 输出机器可读的结果。',
    '退出码：0 完成，1 失败，2 用法错误。环境变量 DATABASE_URL 或 DATA_DIR 指明数据库。',
  ].join('\n');

export const helpOf = ({ name, about, words = [], options }: Command): string => {
  const shown = Object.entries(options).map(([option, { type, value, required, about: why }]) => {
    const form = type === 'string' ? `--${option} ${value ?? '值'}` : `--${option}`;
    return `  ${form.padEnd(34)}${why}${required ? '（必填）' : ''}`;
  });
  return [
    `${START} ${[name, ...words].join(' ')}${shown.length > 0 ? ' [选项]' : ''}`,
    '',
    about,
    '',
    ...shown,
    `  ${'--json'.padEnd(34)}输出 JSON`,
  ].join('\n');
};
