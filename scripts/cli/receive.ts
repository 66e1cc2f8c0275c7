import { startReceiver } from '../receive.ts';
import { type Command, UsageFault } from './command.ts';

const untilInterrupted = () =>
  new Promise<void>((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });

export const receiveCommands: readonly Command[] = [
  {
    name: 'receive',
    about: '启动一个示范接收端：验签、去重并逐条打印收到的通知，直到按 Ctrl-C',
    options: {
      port: { type: 'string', value: '9000', about: '监听 127.0.0.1 的端口，0 为任意', required: true },
      secret: { type: 'string', value: 'whsec_…', about: '新建订阅时给出的签名密钥', required: true },
    },
    run: async ({ text }) => {
      const port = Number(text('port'));
      if (!Number.isInteger(port) || port < 0 || port > 65_535)
        throw new UsageFault('--port 须为 0–65535 的整数');
      let count = 0;
      const receiver = await startReceiver({
        port,
        secret: text('secret') ?? '',
        onNotice: (notice) => {
          count += 1;
          console.log(JSON.stringify(notice));
        },
        onRefused: (reason) => console.error(`拒收：${reason}`),
      });
      console.error(`接收地址 ${receiver.url}`);
      await untilInterrupted();
      await receiver.stop();
      return { text: `共收到 ${count} 条`, json: { received: count } };
    },
  },
];
