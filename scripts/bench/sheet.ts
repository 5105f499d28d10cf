import type { DemoCounty } from '../../src/demo/index.ts'
import { citizenCheckCharacter } from '../../src/kernel/identifier.ts'

const ROWS = 14_000
const HEADINGS = ['序号', '成员姓名', '身份证号码', '户主姓名', '出资方式', '出资额(元)']

/** An ID number of nobody: a division code that is not in use, a valid check character. */
function idNumber(i: number): string {
  const birth = `19${50 + (i % 50)}0${1 + (i % 9)}1${i % 9}`
  const first17 = `371398${birth}${String(Math.floor(i / 450) % 1000).padStart(3, '0')}`
  return first17 + citizenCheckCharacter(first17)
}

/**
 * Uploads, looks at and confirms a register of 14,000 rows for a co-op that has none yet.
 * @returns the seconds of each part.
 */
export async function registerSheet(
  county: DemoCounty,
  call: (name: string, input: unknown) => Promise<unknown>,
): Promise<{ rows: number; seconds: number[] }> {
  const villages = (await call('listVillages', { limit: 1, hasCooperative: 'false' })) as {
    rows: { id: string; name: string }[]
  }
  const village = villages.rows[0]
  if (village === undefined) throw new Error(`no village without a co-op in ${county.plan.name}`)
  const registered = (await call('registerCooperatives', {
    unitId: village.id,
    rows: [
      {
        name: '测速示例专业合作社',
        villageId: village.id,
        mainKind: 'production',
        from: '2020-11-01',
        status: 'registered',
      },
    ],
  })) as { ids: string[] }
  const unitId = registered.ids[0] ?? ''
  const lines = Array.from({ length: ROWS }, (_, i) =>
    [i + 1, `测速${i}`, idNumber(i), `测速${i}`, '货币', '1000.00'].join(','),
  )
  const csv = `\uFEFF${[HEADINGS.join(','), ...lines].join('\r\n')}\r\n`
  const content = Buffer.from(csv).toString('base64')
  const seconds: number[] = []
  const timed = async (name: string, input: unknown): Promise<unknown> => {
    const from = performance.now()
    const answer = await call(name, input)
    seconds.push((performance.now() - from) / 1000)
    return answer
  }
  const upload = (await timed('uploadRegister', { unitId, fileName: '成员册.csv', content })) as {
    importId: string
    counts: { errors: number; members: number }
  }
  if (upload.counts.errors > 0) throw new Error(`${upload.counts.errors} rows are refused`)
  await timed('confirmImport', { importId: upload.importId })
  return { rows: upload.counts.members, seconds }
}
