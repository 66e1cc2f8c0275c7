import type { FC } from 'hono/jsx';
import { qrCode } from '../kernel/qr-code.ts';

const QUIET = 4;

// Where the text is too long for the square, the text beside it still serves.
export const QrView: FC<{ text: string; label: string }> = ({ text, label }) => {
  const rows = qrCode(text);
  if (!rows) return null;
  const size = rows.length + QUIET * 2;
  const modules = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={modules.join('')} fill="#000" />
    </svg>
  );
};
