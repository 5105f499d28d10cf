import { must } from '../../kernel/assert.ts'
import { addDays, type LocalDate } from '../../kernel/date.ts'
import { ASSETS, MEETINGS } from './founding-words.ts'
import { type Play, type Stage, unitAt } from './founding-stage.ts'
import { idOf } from './ids.ts'

/* What county and towns keep beside the foundings: assets and their use, task forces, meetings and their orders. */

const COUNTY = 'demo-county'

/** Assets and their use, task forces, meetings with what they ordered. */
export function promotionPlays({ load, places }: Stage): Play[] {
  const as = (stage: Stage, what: string) => stage.desk.as(COUNTY, `promotion ${what}`).founding
  const townOf = (place: number): string =>
    idOf(load.ids.towns, must(places[place], `place ${place}`).slice(0, 9))
  const names = load.plan.persons.filter(({ farmer }) => !farmer).map(({ name }) => name)
  const nameAt = (i: number): string => names[i % names.length] ?? '—'
  const towns = places.slice(0, 8).map((_, place) => place)
  return [
    ...towns.map((place): Play => ({ ago: 30, run: (stage) => recordAssets(stage, place) })),
    ...towns
      .filter((place) => place % 2 === 0)
      .map((place): Play => ({ ago: 6, run: (stage) => useAsset(stage, place) })),
    ...towns.map((place): Play => ({
      ago: 40 - place,
      run: async (stage, from) => {
        const force = [
          ['head', '乡镇党(工)委书记', '牵头抓总'],
          ['deputy', '乡镇党(工)委副书记', '组织动员'],
          ['member', '经管站站长', '股权和账务指导'],
          ['liaison', '组织干事', '材料和周志'],
        ] as const
        for (const [i, [part, post, duties]] of force.entries()) {
          await as(stage, `force ${place} ${part}`).saveTaskForceMember({
            townId: townOf(place),
            name: nameAt(place * 4 + i),
            post,
            part,
            duties,
            from,
          })
        }
      },
    })),
    ...towns.slice(0, 5).flatMap((place): Play[] =>
      [14, 7].map((ago) => ({
        ago,
        run: (stage, week) =>
          as(stage, `week ${place} ${ago}`).writeTaskForceWeek({
            townId: townOf(place),
            week,
            done: `走访 ${6 + place} 个村,指导 ${1 + (place % 3)} 个创办项目完善材料。`,
            next: '对到期环节逐项督办。',
          }),
      })),
    ),
    ...MEETINGS.map((meeting, i): Play => ({
      ago: meeting.ago,
      run: async (stage, heldOn) => {
        const { resolutions, topic, kind, chair, place } = meeting
        await as(stage, `meeting ${i}`).recordPromotionMeeting({
          unitId: load.ids.county,
          kind,
          heldOn,
          chair,
          place,
          topic,
          resolutions,
          tasks: meeting.tasks.map(({ what, days, town }) => ({
            unitId: townOf(town),
            what,
            responsible: '乡镇工作专班',
            dueOn: addDays(heldOn, days),
          })),
        })
      },
    })),
    { ago: 3, run: (stage, on) => finishFirst(stage, on) },
  ]
}

/** Every other order of the first meeting has been carried out. */
async function finishFirst(stage: Stage, on: LocalDate): Promise<void> {
  const read = stage.desk.as(COUNTY, 'promotion list').founding
  const { rows } = await read.listPromotionMeetings({ limit: 50 })
  const tasks = rows.at(-1)?.tasks ?? []
  for (const [i, { taskId, unit }] of tasks.entries()) {
    if (i % 2 === 1) continue
    await stage.desk.as(COUNTY, `promotion done ${i}`).founding.finishPromotionTask({
      unitId: unit.id,
      taskId,
      on,
      note: '已完成,材料已报县委农办。',
    })
  }
}

/** Which assets a village has: two in three, another two in each. */
const rowsOf = (place: number) => ASSETS.filter((_, i) => (i + place) % 3 !== 0)

const assetsOf = (stage: Stage, place: number, what: string) =>
  stage.desk.as(COUNTY, `assets ${place} ${what}`).founding

async function recordAssets(stage: Stage, place: number): Promise<void> {
  await assetsOf(stage, place, 'record').recordAssets({
    villageId: unitAt(stage, place),
    rows: rowsOf(place).map(({ used: _used, ...row }) => ({
      ...row,
      owner: 'collective' as const,
    })),
  })
}

/** A part of the first asset has come into use since. */
async function useAsset(stage: Stage, place: number): Promise<void> {
  const villageId = unitAt(stage, place)
  const [row] = rowsOf(place)
  const { rows } = await assetsOf(stage, place, 'list').listAssets({ unitId: villageId, limit: 50 })
  const asset = rows.find(({ name }) => name === row?.name)
  if (asset === undefined || row === undefined) return
  await assetsOf(stage, place, 'use').changeAsset({
    villageId,
    assetId: asset.assetId,
    idle: row.used,
    usedFor: '合作社分拣',
  })
}
