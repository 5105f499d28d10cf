import { asJob, deliverFacts } from '../../platform/outbox.ts'
import { inCounty } from '../../platform/db.ts'
import type { AnyId } from '../../kernel/id.ts'
import { foundingWorld } from '../founding/testing.ts'
import { indicatorModule } from '../indicator/index.ts'
import { supervisionModule } from './index.ts'

/** A JPEG of as few bytes as one can have. */
export const PHOTO = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]).toString(
  'base64',
)

/** The county, two towns with a village each, their accounts, and supervision on top. */
export async function supervisionWorld() {
  const world = await foundingWorld({ carried: true }, [indicatorModule, supervisionModule])
  const { as, account, ids, sign, runtime } = world
  await account('other-town', 'town_secretary', { unit: ids.townB as AnyId })
  await account('finance', 'finance_bureau', { unit: ids.county as AnyId })
  const told = () => settle(runtime)

  const photo = (by: string, caseId: string, step: string, kind: string) =>
    as(by, 'addCasePaper', { caseId, step, kind, name: `${kind}.jpg`, content: PHOTO })

  /** Enters a problem of village A on notice of the county. */
  const enter = (more: object = {}, by = 'organisation') =>
    as<{ problemId: string; caseId: string; number: string }>(by, 'addProblem', {
      unitId: ids.villageA,
      issuer: 'county',
      foundOn: '2020-11-29',
      channel: 'inspection',
      severity: 'warn',
      title: '未按月公开财务',
      description: '9、10 月财务未公开。',
      clause: '农民专业合作社财务制度(财农〔2022〕6号)',
      evidence: ['检查记录'],
      responsible: '王某',
      leader: '李某',
      dueOn: '2020-12-20',
      ...more,
    })
  /** From the draft to the issue of a notice of the county. */
  const issue = async (caseId: string) => {
    const values = { demands: '补公开', reply: '书面', consequence: '通报', contact: '张某' }
    await sign('organisation', caseId, 'draft', { values })
    await sign('county', caseId, 'review')
    await sign('leader', caseId, 'issue', { values: { issuedOn: '2020-11-30' } })
    await told()
  }
  /** From the receipt to the reply of the village. */
  const mend = async (caseId: string) => {
    await sign('secretary', caseId, 'acknowledge')
    await sign('secretary', caseId, 'plan', {
      values: { measures: [{ measure: '补公开', person: '王某', until: '2020-12-10' }] },
    })
    await photo('secretary', caseId, 'reply', 'evidence')
    await sign('secretary', caseId, 'reply', {
      values: { mendedOn: '2020-11-30', done: '已公开', selfCheck: '属实' },
    })
    await told()
  }
  /** Checked on the spot and closed. */
  const close = async (caseId: string) => {
    await photo('county', caseId, 'verify', 'site-photo')
    await sign('county', caseId, 'verify', {
      values: { visitedOn: '2020-11-30', place: '村公开栏', found: '已整改到位' },
    })
    await sign('organisation', caseId, 'close', { values: { conclusion: '同意销号' } })
    await told()
  }
  /** The work of a morning. */
  const morning = async () => {
    await inCounty(world.database, 1, (tx) =>
      asJob(runtime, { tx, county: 1, name: 'supervision.morning' }, async (ctx) => {
        for (const { run } of supervisionModule.daily) await run(ctx)
      }),
    )
    await told()
  }
  return { ...world, told, photo, enter, issue, mend, close, morning }
}

async function settle(runtime: Parameters<typeof deliverFacts>[0]): Promise<void> {
  while ((await deliverFacts(runtime, 1)) > 0);
}
