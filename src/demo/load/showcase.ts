import { text } from '../../kernel/text.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DemoAccount, showCoop } from '../accounts.ts'
import { idOf } from './ids.ts'
import { receiptPicture } from './receipt.ts'
import { type Desk, withDesk } from './sessions.ts'
import type { Load, Step } from './step.ts'

/*
 * Typical cases: one of a co-op written by its town and published, one of the whole county published, one checked,
 * one still with a number that nobody proved.
 */

const [TOWN, ORG, COUNTY] = ['demo-town', 'demo-org', 'demo-county']
const NAMES = [TOWN, ORG, COUNTY]
const MONTH = '2020-11'

/** The part of a load that tells cases; a county without these accounts has none. */
export const showcaseSteps = (
  runtime: Runtime,
  accounts: readonly DemoAccount[],
): readonly Step[] =>
  NAMES.every((name) => accounts.some(({ username }) => username === name))
    ? [
        {
          name: 'showcase',
          title: text('典型案例', 'Cases'),
          weight: 60,
          run: (load) =>
            withDesk(runtime, { accounts, names: NAMES }, async (desk) => {
              await ofCoop(load, desk)
              await ofCounty(load, desk)
              await unfinished(load, desk)
              load.tell(1)
            }),
        },
      ]
    : []

/** A figure of a unit as a text quotes it. */
const quote = (indicator: string, unitId: string): string => `{{${indicator}|${unitId}|${MONTH}}}`

async function ofCoop(load: Load, desk: Desk): Promise<void> {
  const coop = showCoop(load.plan)
  const unitId = idOf(load.ids.coops, coop.key)
  const write = desk.as(TOWN, 'showcase coop').showcase
  const q = (indicator: string): string => quote(indicator, unitId)
  const manuscript = {
    unitId,
    title: '支部领着干,姜农有账算',
    summary: `(演示)${coop.name}由村党支部领办,入社群众 ${q('members')},每笔收支上墙公开。`,
    unitIds: [unitId],
    sections: [
      {
        heading: '支部作为:从一户一户算账开始',
        text: `党支部先算三本账:集体账、农户账、合作社账。\n到本月,入社农户 ${q('households')},村集体占股 ${q('collective-share')}。`,
      },
      {
        heading: '群众参与:股金、土地、劳务都有位置',
        text: `成员按交易量(额)返还盈余,土地、劳务、股金都记在个人账户上。\n今年自营收入 ${q('own-income')},其中不含财政补助。`,
      },
      {
        heading: '可以学的做法',
        text: '月末后及时结账,公示栏与手机同步;大额支出先过成员大会。姜窖改造据社里测算省工 30%,以申报为准。',
      },
    ],
    claims: [{ said: '30%', source: '演示数据:合作社申报,未经账簿证明' }],
    photos: [],
    reason: '首次报送',
  }
  const { showcaseId } = await write.saveShowcase(manuscript)
  const { fileId } = await write.addShowcasePhoto({
    unitId,
    showcaseId,
    name: '演示照片.png',
    content: receiptPicture(['DEMO', '2020-11']).toString('base64'),
  })
  await desk.as(TOWN, 'showcase coop photo').showcase.saveShowcase({
    ...manuscript,
    showcaseId,
    photos: [{ fileId, caption: '(演示)公示栏' }],
    reason: '补充照片',
  })
  const act = { unitId, showcaseId, version: 2 }
  await desk.as(ORG, 'showcase coop').showcase.actOnShowcase({ ...act, act: 'check' })
  await desk.as(COUNTY, 'showcase coop').showcase.actOnShowcase({ ...act, act: 'publish' })
}

async function ofCounty(load: Load, desk: Desk): Promise<void> {
  const unitId = load.ids.county
  const q = (indicator: string): string => quote(indicator, unitId)
  const { showcaseId } = await desk.as(COUNTY, 'showcase county').showcase.saveShowcase({
    unitId,
    title: '全县一盘棋:党支部领办合作社怎样规范提升',
    summary: `(演示)全县 ${q('coops')}合作社、村覆盖率 ${q('coverage')},分类规范、逐社过筛。`,
    unitIds: [unitId],
    sections: [
      {
        heading: '四个成效',
        text: `入社群众 ${q('members')},入社农户 ${q('households')}。\n村集体从合作社所得平均每村 ${q('collective-per-village')},户均 ${q('member-per-household')}。`,
      },
      {
        heading: '规范在前',
        text: `股权规则合规率 ${q('kept-share')},按期结账率 ${q('closed-on-time')}。`,
      },
    ],
    claims: [],
    photos: [],
    reason: '县级总结',
  })
  const act = { unitId, showcaseId, version: 1 }
  await desk.as(ORG, 'showcase county').showcase.actOnShowcase({ ...act, act: 'check' })
  await desk.as(ORG, 'showcase county out').showcase.actOnShowcase({ ...act, act: 'publish' })
}

/** A case that is checked and one whose numbers still lack a source. */
async function unfinished(load: Load, desk: Desk): Promise<void> {
  const own = showCoop(load.plan)
  const others = load.plan.coops.filter((coop) => coop.counted && coop.key !== own.key)
  for (const [i, coop] of others.slice(0, 2).entries()) {
    const unitId = idOf(load.ids.coops, coop.key)
    const proved = i === 0
    const { showcaseId } = await desk.as(COUNTY, `showcase ${i}`).showcase.saveShowcase({
      unitId,
      title: proved ? '小社抱团,联合议价' : '荒坡变果园',
      summary: `(演示)${coop.name},入社群众 ${quote('members', unitId)}。`,
      unitIds: [unitId],
      sections: [
        {
          heading: '做法',
          text: proved
            ? `社员大会定规矩,入社农户 ${quote('households', unitId)},统一采购农资。`
            : '整治荒坡 120 亩,带动 46 户增收;数字尚待核实。',
        },
      ],
      claims: [],
      photos: [],
      reason: '首次报送',
    })
    if (proved) {
      const act = { unitId, showcaseId, version: 1, act: 'check' as const }
      await desk.as(ORG, `showcase ${i}`).showcase.actOnShowcase(act)
    }
  }
}
