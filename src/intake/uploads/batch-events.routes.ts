import { z } from '@hono/zod-openapi';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Ctx } from '../../platform/door/deps.ts';
import { guarded, router } from '../../platform/web/http.ts';
import { isFinished } from './batch.rules.ts';
import { BatchId, batchOut } from './batch.schema.ts';
import type { BatchRow } from './batch.table.ts';
import { showBatch } from './show-batch.ts';
import { watchBatch } from './watch-batch.ts';

const HEARTBEAT_SECONDS = 15;
// After that the watcher connects again, and its key or session is checked anew.
const LONGEST_SECONDS = 300;
const COME_AGAIN_MS = 2000;

const events = guarded(
  { permission: 'batch.list', problems: ['batch.unknown'] },
  {
    method: 'get',
    operationId: 'followBatch',
    path: '/batches/{id}/events',
    tags: ['报送'],
    summary: '处理进度的事件流（Server-Sent Events）',
    description:
      '先给出当前状态，此后有变化即发 progress（数据为批次 JSON），结束时发 end；每 15 秒一个心跳注释。' +
      '连接最长五分钟，EventSource 会自动重连，重连后仍先给出当前状态（无需按 Last-Event-ID 补发）。',
    request: { params: BatchId },
    responses: {
      200: { description: '事件流', content: { 'text/event-stream': { schema: z.string() } } },
    },
  },
);

export const batchEventRoutes = router().openapi(events, async (c) => {
  const ctx = c.get('ctx');
  const shown = await showBatch(ctx, c.req.valid('param').id);
  // A proxy that gathers the answer would hold the progress back until its end.
  c.header('x-accel-buffering', 'no');
  return streamSSE(c, async (stream) => {
    try {
      await tellProgress(ctx, shown, stream);
    } catch (error) {
      ctx.log('warn', 'batch.watch-broke-off', { requestId: ctx.requestId, error });
    }
  });
});

const tellProgress = async (ctx: Ctx, shown: BatchRow, stream: SSEStreamingApi) => {
  let [sent, seconds, quietSeconds] = ['', 0, 0];
  const isOver = () => stream.aborted || ctx.closing.aborted || seconds >= LONGEST_SECONDS;
  for await (const batch of watchBatch(ctx, shown, isOver)) {
    const data = JSON.stringify(batchOut(batch));
    quietSeconds = data === sent ? quietSeconds + 1 : 0;
    if (data !== sent) await stream.writeSSE({ event: 'progress', data, retry: COME_AGAIN_MS });
    else if (quietSeconds % HEARTBEAT_SECONDS === 0) await stream.write(': 仍在处理\n\n');
    if (isFinished(batch.status)) return void (await stream.writeSSE({ event: 'end', data }));
    sent = data;
    seconds += 1;
  }
};
