import { type Command, Option } from 'commander';
import { attest } from '../ask/attest.ts';
import { KEY_PROVIDERS, type KeyProvider } from '../ask/keys.ts';
import type { CliContext } from './frame.ts';

interface Flags {
  provider: KeyProvider;
  tier: 'paid' | 'unpaid';
  region: string;
  use: string;
}

/** `attest`: what no API tells about the key that is set: its tier, its region, and what the output is for. */
export function register(program: Command, context: CliContext): void {
  program
    .command('attest')
    .description('say what no API tells about the key that is set; it holds for 30 days')
    .addOption(new Option('--provider <name>', 'whose key').choices(KEY_PROVIDERS).makeOptionMandatory())
    .addOption(
      new Option('--tier <tier>', 'paid where billing is on for it')
        .choices(['paid', 'unpaid'])
        .makeOptionMandatory(),
    )
    .requiredOption('--region <country>', 'where you work, by the two letters of the country (ISO 3166)')
    .requiredOption('--use <text>', 'what the output is for')
    .addHelpText(
      'after',
      '\nExample\n  winnow attest --provider gemini --tier paid --region US --use "traces for a research model"',
    )
    .action(({ provider, tier, region, use }: Flags) => {
      const key = context.keys()[provider];
      const said = attest(context.workspace(), { provider, key, tier, region, use, actor: context.actor });
      const result = {
        attestationId: said.id,
        provider,
        keyPrint: said.keyPrint,
        tier,
        region: said.region,
        use: said.intendedUse,
        attestedAt: said.attestedAt,
        expiresAt: said.expiresAt,
      };
      context.out.result(
        result,
        () =>
          `The key of ${provider} is of the ${tier} tier, in ${said.region}; this holds until ${said.expiresAt} (${said.id}).`,
      );
    });
}
