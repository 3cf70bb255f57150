// Runs one command of the built program and says on its last line of standard error what that took.
import { pathToFileURL } from 'node:url';

const [program, ...args] = process.argv.slice(2);
const { main } = await import(pathToFileURL(program).href);
process.exitCode = await main(args);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const cost = {
  wallSeconds: process.uptime(),
  cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  memoryMb: maxRSS / 1024,
};
process.stderr.write(`\n${JSON.stringify(cost)}\n`);
