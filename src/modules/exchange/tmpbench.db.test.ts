import { expect, test } from 'vitest'
import { citizenCheckCharacter } from '../../kernel/identifier.ts'
import { writeXlsx } from '../../platform/sheet/write-xlsx.ts'
import { sharesWorld } from '../shares/testing.ts'
import { exchangeModule } from './index.ts'
const world = await sharesWorld([exchangeModule])
const { run, ids } = world
const N = 14000, C = 296
test('bench', async () => {
  const people = await world.people(ids.villageA, 1)
  const rows = Array.from({ length: C }, (_, i) => ({ name: `压测${i}合作社`, villageId: ids.villageA, branchId: people.branchId, collectiveId: people.collectiveId, mainKind: 'land_share', registeredOn: '2020-01-01', status: 'registered', from: '2020-01-01' }))
  await run('registerCooperatives', { unitId: ids.villageA, rows })
  const id = (n: number) => { const f = `37132319${60 + (n % 30)}0${1 + (n % 9)}${10 + (n % 18)}${String(Math.floor(n / 30)).padStart(3, '0')}`.slice(0, 17); return f + citizenCheckCharacter(f) }
  const columns = ['合作社名称', '姓名', '成员类型', '身份证号码', '户号', '户主', '与户主关系', '联系电话', '出资方式', '股数', '入社日期', '占比', '备注', '住所'].map((title) => ({ title, kind: 'text' as const }))
  const seen = new Set<string>()
  const data = Array.from({ length: N }, (_, i) => {
    let n = id(i); let k = i; while (seen.has(n)) { k += 14000; n = id(k) } seen.add(n)
    return [`压测${i % C}合作社`, `张${i}`, '农民成员', n, `B${Math.floor(i / 3)}`, `户主${Math.floor(i / 3)}`, '户主', '13800001234', '货币', '100', '2020-03-01', '', '', '甲村1号', BigInt(100000 + i)]
  })
  const file = await writeXlsx([{ name: '名册', columns: [...columns, { title: '出资额(元)', kind: 'money' }], rows: data }])
  const t = async (what: string, f: () => Promise<any>) => { const a = performance.now(); let peak=0; const h=setInterval(()=>{peak=Math.max(peak,process.memoryUsage().rss)},20); const r = await f(); clearInterval(h); console.log(what, Math.round(performance.now() - a), 'ms', Math.round(process.memoryUsage().rss / 1e6), 'MB', Math.round(peak/1e6)); return r }
  console.log('file', file.length, Math.round(process.memoryUsage().rss/1e6))
  const up = await t('upload', () => run('uploadRegister', { unitId: ids.townA, fileName: 'a.xlsx', content: file.toString('base64') }))
  console.log(up.counts)
  const pre = await t('preview', () => run('previewImport', { importId: up.importId, limit: '50' }))
  console.log(pre.faults.slice(0,3), pre.people)
  const done = await t('confirm', () => run('confirmImport', { importId: up.importId }))
  console.log(done.text, done.personsAdded, done.householdsAdded)
  expect(done.changed).toBe(true)
  const file2 = await writeXlsx([{ name: '名册', columns: [...columns, { title: '出资额(元)', kind: 'money' }], rows: data.slice(0,13999) }])
  const up2 = await t('upload again', () => run('uploadRegister', { unitId: ids.townA, fileName: 'a.xlsx', content: file2.toString('base64') }))
  console.log(up2.counts)
}, 300000)
