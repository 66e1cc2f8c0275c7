import { importBench } from './import.ts';
console.log(JSON.stringify(await importBench({ isQuick: true })));
process.exit(0);
