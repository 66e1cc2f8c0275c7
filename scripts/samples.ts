// tsx scripts/samples.ts [文件夹]: writes the sample files anew; without a folder, those that the project ships.
import { SHIPPED_ON, shippedFolder, writeSamples } from './samples/sample-files.ts';

for (const path of writeSamples(process.argv[2] ?? shippedFolder, SHIPPED_ON)) console.log(path);
