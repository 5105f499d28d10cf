import { expect, test } from 'vitest'
import { sharesWorld, transfer } from './testing.ts'
const world = await sharesWorld()
const { run, ids } = world
test('bench', async () => {
  const N = 296, M = 46
  let t = performance.now()
  const lap = (what: string) => { const n = performance.now(); process.stdout.write(`${what}: ${(n - t).toFixed(0)} ms\n`); t = n }
  const rows = [] as any[]
  const people = await world.people(ids.villageA, 2)
  const { ids: households } = await run<{ ids: string[] }>('registerHouseholds', { unitId: ids.villageA, rows: Array.from({ length: N * M }, (_, i) => ({ villageId: ids.villageA, number: `x${i}`, headName: `户${i}` })) })
  lap('households')
  const { persons } = await run<{ persons: { id: string }[] }>('addPersons', { unitId: ids.villageA, rows: households.map((householdId, i) => ({ name: `人${i}`, villageId: ids.villageA, householdId })) })
  lap('persons')
  const { ids: coops } = await run<{ ids: string[] }>('registerCooperatives', { unitId: ids.villageA, rows: Array.from({ length: N }, (_, i) => ({ name: `社${i}`, villageId: ids.villageA, branchId: people.branchId, collectiveId: people.collectiveId, mainKind: 'land_share', registeredOn: '2020-01-01', status: 'registered', from: '2020-01-01' })) })
  lap('coops')
  const answer = await run<{ registers: { coopId: string; failing: string[]; holders: { key: string; holderId: string }[] }[] }>('openRegisters', { unitId: ids.county, asFound: true, sourceNote: 'x', registers: coops.map((coopId, c) => ({ coopId, foundedOn: '2020-01-01', holders: [ { key: 'c', kind: 'collective', contributions: [{ form: 'cash', paid: String(30000 + (c % 7) * 20000) }] }, ...persons.slice(c * M, c * M + M).map(({ id }, i) => ({ key: `p${i}`, kind: 'person', personId: id, contributions: [{ form: 'cash', paid: String(700 + ((i * 37 + c * 11) % 900) + (i === 0 && c % 3 === 0 ? 40000 : 0)) }, { form: 'land_right', paid: '500', promised: '100' }], units: i % 3 === 0 ? [{ unitClass: 'labour', units: '10' }] : [] })) ] })) })
  lap('openRegisters')
  process.stdout.write(JSON.stringify(answer.registers.slice(0, 6).map((r) => r.failing)) + '\n')
  await run('listRegisters', { limit: 500 }); lap('listRegisters')
  await run('listRegisters', { limit: 500, asOf: '2020-06-01' }); lap('listRegisters asOf')
  await run('readRegister', { coopId: coops[0] }); lap('readRegister')
  await run('recheckCooperatives', { unitId: ids.county }); lap('recheckAll')
  await run('previewRule', { rule: 'SEED-MAX20', parameters: JSON.stringify({ max: '10/100' }) }); lap('previewRule')
  await run('listCurrentChecks', { limit: 500 }); lap('listCurrentChecks')
  const h = new Map(answer.registers[1]?.holders.map((x) => [x.key, x.holderId]))
  await run('recordChanges', { coopId: coops[1], on: '2020-11-01', changes: [transfer(h.get('p3'), h.get('p4'), '1')] }); lap('recordChanges (2 days)')
  await run('whatIf', { coopId: coops[1], changes: JSON.stringify([transfer(h.get('p3'), h.get('p4'), '1')]) }); lap('whatIf')
  await run('recordChanges', { coopId: coops[0], on: '2020-11-30', changes: [transfer(answer.registers[0]!.holders[4]!.holderId, answer.registers[0]!.holders[5]!.holderId, '1')], reason: 'x' }); lap('recordChanges failing coop')
  await run('checkCooperative', { coopId: coops[0] }); lap('check failing coop')
  expect(1).toBe(1)
}, 600_000)
