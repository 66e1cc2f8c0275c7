import type { FC } from 'hono/jsx';
import { attentionOf, type EndpointState } from '../subscriptions/subscription-health.rules.ts';

type Line = { id: string; name: string; text: string };

export const attentionLines = (
  subscriptions: readonly (EndpointState & { id: string; name: string })[],
  now: Date,
): Line[] =>
  subscriptions.flatMap((one) => attentionOf(one, now).map((text) => ({ id: one.id, name: one.name, text })));

export const AttentionPanel: FC<{ lines: readonly Line[] }> = ({ lines }) =>
  lines.length === 0 ? null : (
    <div class="notice warn" role="status">
      {lines.map(({ id, name, text }) => (
        <p>
          <a href={`/desk/subscriptions/${id}`}>{name}</a>：{text}
        </p>
      ))}
    </div>
  );
