import { describe, expect, test } from 'vitest'
import { approvalsModule } from '../approvals/index.ts'
import { identityModule } from '../identity/index.ts'
import { sharesWorld } from '../shares/testing.ts'
import { spendingModule } from '../spending/index.ts'
import { governanceModule } from './index.ts'

/* The other side of a contract against everybody who acts for the co-op: posts, kin, accounts and addresses. */

const world = await sharesWorld([identityModule, approvalsModule, spendingModule, governanceModule])
const { run, ids } = world
const { coopId, people } = await world.lawful(ids.villageA)
const [, director = '', supervisor = '', kin = '', other = ''] = people.personIds.slice(3)

await run('recordPosts', {
  coopId,
  asFound: true,
  document: '设立大会纪要',
  reason: '现状如此',
  rows: [
    { post: 'director', personId: director, from: '2020-01-01' },
    { post: 'supervisor', personId: supervisor, from: '2020-01-01' },
    { post: 'accountant', name: '代账某某', from: '2020-01-01' },
    { post: 'delegate', personId: other, from: '2020-01-01' },
  ],
})
const change = (personId: string, changes: object) =>
  run('changePerson', { personId, reason: '登记', changes })
await change(director, { phone: '15400001111' })
await change(supervisor, { bankAccount: '6222000011112222' })
await change(kin, { phone: '15400002222' })
await change(other, { phone: '15400003333' })
await run('registerLinkedGroups', {
  unitId: ids.villageA,
  groups: [
    {
      name: '一家',
      kind: 'kin',
      evidence: '户口簿',
      from: '2020-01-01',
      personIds: [director, kin],
    },
  ],
})

interface Tie {
  readonly kind: string
  readonly certain: boolean
  readonly post: string
}

/** What the form shows while it is typed: nothing is kept. */
const ties = async (partner: object): Promise<Tie[]> =>
  (
    await run<{ ties: Tie[] }>(
      'saveContract',
      {
        coopId,
        title: '采购合同',
        kind: 'other',
        direction: 'pays',
        partner: { name: '某门市', ...partner },
        amount: '600',
        priceBasis: '市场价',
        startsOn: '2020-12-01',
        expiresOn: '2021-12-01',
      },
      { dryRun: true },
    )
  ).ties

describe('the other side of a contract', () => {
  test.each([
    ['the telephone of a director', { phone: '154-0000-1111' }, ['phone', true, '理事']],
    ['the account of a supervisor', { account: '6222 0000 1111 2222' }, ['account', true, '监事']],
    ['kin of a director', { phone: '15400002222' }, ['linked_group', true, '理事']],
    ['the name of an agency’s accountant', { legalRep: '代账某某' }, ['same_name', false, '会计']],
  ])('is found by %s', async (_, partner, [kind, certain, post]) => {
    expect(await ties(partner)).toContainEqual(expect.objectContaining({ kind, certain, post }))
  })

  test('is not tied by a delegate, who acts for nobody', async () => {
    expect(await ties({ phone: '15400003333' })).toEqual([])
    expect(await world.count('coop_contract')).toBe(0)
  })
})
