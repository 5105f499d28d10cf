import { beforeAll, describe, expect, test } from 'vitest'
import { instant } from '../../kernel/date.ts'
import { sealAudit } from '../../platform/audit.ts'
import { inCounty } from '../../platform/db.ts'
import { refusalOf } from '../policy/testing.ts'
import { sharesWorld, transfer } from './testing.ts'

const world = await sharesWorld()
const { run, as, ids, lawful, record } = world

interface Issued {
  certificates: { id: string; holderId: string; number: string }[]
}
const issue = (coopId: string, holderIds?: (string | undefined)[]) =>
  run<Issued>('issueCertificates', { coopId, ...(holderIds === undefined ? {} : { holderIds }) })
const read = (certificateId: string | undefined) =>
  run<{
    number: string
    status: string
    outdated: boolean
    replaces: string | null
    printed: Record<string, unknown>
  }>('readCertificate', { certificateId })

beforeAll(async () => {
  await world.account('stationA', 'town_station', { unit: ids.townA as never })
  await world.account('stationB', 'town_station', { unit: ids.townB as never })
})

describe('certificates', () => {
  test('a batch gives every member one, numbered without gaps, as printed that day', async () => {
    const { coopId, holders } = await lawful(ids.villageA)
    await inCounty(world.database, 1, (tx) =>
      sealAudit(tx, 1, { algorithm: 'sha256', now: instant(world.runtime.clock()) }),
    )
    const { certificates } = await issue(coopId)
    expect(certificates.map(({ number }) => number)).toEqual(
      Array.from({ length: 11 }, (_, i) => `2020-${String(i + 1).padStart(4, '0')}`),
    )
    const own = certificates.find(({ holderId }) => holderId === holders.get('p3'))
    const { printed } = await read(own?.id)
    expect(printed).toMatchObject({
      memberNumber: '0005',
      paid: '700.00',
      share: '7/100',
      contributions: [{ form: 'cash', paid: '700.00', promised: '0.00' }],
      units: '0',
    })
    expect(printed['auditHead']).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect((await refusalOf(issue(coopId))).code).toBe('not_allowed_now')
    expect((await refusalOf(issue(coopId, [holders.get('p3')]))).code).toBe('conflict')
    expect((await refusalOf(issue(coopId, [ids.townA]))).faults).toHaveLength(1)
  })

  test('numbers stay gapless when many issue at once and some are refused', async () => {
    const { coopId, holders } = await lawful(ids.villageA)
    const people = Array.from({ length: 10 }, (_, i) => holders.get(`p${i}`))
    const twice = [...people, ...people]
    const answers = await Promise.allSettled(twice.map((holderId) => issue(coopId, [holderId])))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    const { certificates } = await run<{ certificates: { number: string }[] }>('listCertificates', {
      coopId,
    })
    expect(certificates.map(({ number }) => number).toSorted()).toEqual(
      Array.from({ length: 10 }, (_, i) => `2020-${String(i + 1).padStart(4, '0')}`),
    )
  })

  test('a change of the holding outdates the paper; replacing prints anew and links back', async () => {
    const { coopId, holders } = await lawful(ids.villageA)
    const [giver, taker] = [holders.get('p0'), holders.get('p1')]
    const { certificates } = await issue(coopId, [giver, taker])
    const [first, second] = certificates
    expect((await read(first?.id)).outdated).toBe(false)
    await record(coopId, [transfer(giver, holders.get('p2'), '200')])
    expect((await read(first?.id)).outdated).toBe(true)
    expect((await read(second?.id)).outdated).toBe(false)
    const replaced = await run<{ id: string; number: string }>('replaceCertificate', {
      certificateId: first?.id,
      reason: '份额变动',
    })
    expect(replaced.number).toBe('2020-0003')
    expect(await read(replaced.id)).toMatchObject({
      outdated: false,
      replaces: first?.id,
      printed: { paid: '500.00' },
    })
    expect(await read(first?.id)).toMatchObject({
      status: 'replaced',
      printed: { paid: '700.00' },
    })
    const again = run('replaceCertificate', { certificateId: first?.id, reason: 'x' })
    expect((await refusalOf(again)).code).toBe('conflict')
    await run('voidCertificate', { certificateId: second?.id, reason: '遗失' })
    const twice = run('voidCertificate', { certificateId: second?.id, reason: '遗失' })
    expect((await refusalOf(twice)).code).toBe('conflict')
    await world.setDay('2021-01-05')
    const next = await issue(coopId, [taker])
    expect(next.certificates[0]?.number).toBe('2021-0001')
    await world.setDay('2020-11-30')
  })

  test('another town finds no such certificate', async () => {
    const { coopId } = await lawful(ids.villageA)
    const [first] = (await issue(coopId)).certificates
    expect(await as('stationA', 'readCertificate', { certificateId: first?.id })).toHaveProperty(
      'number',
    )
    const other = as('stationB', 'readCertificate', { certificateId: first?.id })
    expect((await refusalOf(other)).code).toBe('not_found')
    const missing = as('stationA', 'readCertificate', { certificateId: coopId })
    expect((await refusalOf(missing)).code).toBe('not_found')
  })
})
