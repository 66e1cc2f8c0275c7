import type { FC } from 'hono/jsx';

export const CalendarMissing: FC<{ years: readonly number[] }> = ({ years }) =>
  years.length === 0 ? null : (
    <div class="notice warn" role="status">
      <p>
        {years.join('、')}{' '}
        年节假日安排尚未载入，跨年的工作日期限只是暂算。请按国务院办公厅通知在“规定变更”中载入。
      </p>
    </div>
  );
