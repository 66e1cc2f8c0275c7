import { startRegistry } from '../../src/node/start-registry.ts';

// The service as it runs in production, in a process of its own.
const service = await startRegistry(process.env);
console.log(`listening on ${service.url}`);
process.once('SIGTERM', () => void service.stop().then(() => process.exit(0)));
