import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/statements.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Money, showPercent, showYuan } from '../../ui/figures.tsx'
import { Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { IncomeTable } from './more-forms.tsx'
import { Change, MoneyBars, PeriodPicker, Scroll, usePeriod } from './parts.tsx'
import { TownChoice, useUnitId } from './unit.tsx'
import { VERDICT_TONES, VERDICT_WORDS } from './words.ts'

type Income = Out<'readIncome'>
type Part = Income['parts'][number]

/** Where the money comes from, and whether growth is more than subsidy. */
export default function IncomePage(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const unitId = useUnitId()
  const period = usePeriod()
  const read = useRead('readIncome', { unitId, period })
  return (
    <div className="page page-wide">
      <PageHead
        title={t('in.title')}
        trail={
          search['unitId'] === undefined
            ? []
            : [{ key: 'all', node: <Go to={paths.income({ period })}>{t('in.title')}</Go> }]
        }
        marks={read.data === undefined ? null : <Tag>{asWritten(read.data.unit.name)}</Tag>}
        sentence={read.data === undefined ? '…' : say(read.data.income.sentence)}
      />
      <div className="data-bar no-print">
        <div className="data-filters">
          <PeriodPicker />
          <TownChoice />
        </div>
      </div>
      <Loaded read={read} lines={12}>
        {(data) =>
          data.income.lines.length === 0 ? (
            <Empty title={t('in.empty')} />
          ) : (
            <Content data={data} period={period} />
          )
        }
      </Loaded>
    </div>
  )
}

function Content({ data, period }: { data: Income; period: string }): ReactElement {
  const t = useT()
  const only = data.parts.filter(({ verdict }) => verdict === 'all')
  return (
    <>
      {only.length === 0 ? null : (
        <Notice tone="fail">
          {t('in.onlySubsidy', {
            n: only.length,
            list: only
              .slice(0, 8)
              .map(({ name }) => asWritten(name))
              .join(comma()),
          })}
        </Notice>
      )}
      <div className="sheet-pair">
        <Sources income={data.income} />
        <Places parts={data.parts} period={period} />
      </div>
      {data.parts.length === 0 ? null : (
        <Panel title={t('in.parts')}>
          <PartTable parts={data.parts} period={period} />
        </Panel>
      )}
    </>
  )
}

/** The finding is the title: which source leads, and how much of all it is. */
function Sources({ income }: { income: Income['income'] }): ReactElement {
  const t = useT()
  const lines = income.lines
    .filter(({ current }) => current !== '0.00')
    .toSorted((a, b) => Number(b.current) - Number(a.current))
  const [first] = lines
  const title =
    first?.share === undefined || first.share === null
      ? t('in.sources')
      : t('in.sourcesTitle', { source: say(first.label), share: showPercent(first.share) })
  return (
    <Panel title={title} hint={t('in.sources')}>
      <MoneyBars
        rows={lines.map((line) => ({
          key: line.item ?? 'none',
          label: say(line.label),
          amount: line.current,
          note: line.share === null ? '' : showPercent(line.share),
        }))}
      />
      <IncomeTable income={income} />
    </Panel>
  )
}

const toOf = (part: Part, period: string): string =>
  part.kind === 'town'
    ? paths.income({ unitId: part.id, period })
    : paths.statements(part.id, { form: 'income', period })

function Places({
  parts,
  period,
}: {
  parts: Income['parts']
  period: string
}): ReactElement | null {
  const t = useT()
  const [first] = parts
  if (first === undefined) return null
  return (
    <Panel
      title={t('in.partsTitle', {
        name: asWritten(first.name),
        amount: showYuan(first.current) ?? '',
      })}
      hint={t('in.parts')}
    >
      <MoneyBars
        rows={parts.slice(0, 20).map((part) => ({
          key: part.id,
          label: asWritten(part.name),
          amount: part.current,
          to: toOf(part, period),
        }))}
      />
    </Panel>
  )
}

function PartTable({ parts, period }: { parts: Income['parts']; period: string }): ReactElement {
  const t = useT()
  return (
    <Scroll label={t('in.parts')}>
      <table className="table table-small sheet">
        <thead>
          <tr>
            <th scope="col">{t('ru.unit')}</th>
            <th scope="col" className="num">
              {t('in.thisYear')}
            </th>
            <th scope="col" className="num">
              {t('in.lastYear')}
            </th>
            <th scope="col" className="num">
              {t('in.growth')}
            </th>
            <th scope="col" className="num">
              {t('in.subsidy')}
            </th>
            <th scope="col" className="num">
              {t('in.own')}
            </th>
            <th scope="col">{t('in.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.id}>
              <th scope="row">
                <Go to={toOf(part, period)}>{asWritten(part.name)}</Go>
              </th>
              <td className="num">
                <Money value={part.current} />
              </td>
              <td className="num">
                <Money value={part.prior} />
              </td>
              <td className="num">
                <Change now={part.current} before={part.prior} />
              </td>
              <td className="num">
                <Money value={part.subsidyGrowth} />
              </td>
              <td className="num">
                <Money value={part.ownGrowth} />
              </td>
              <td>
                <VerdictTag verdict={part.verdict} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function VerdictTag({ verdict }: { verdict: Part['verdict'] }): ReactElement {
  const tone = VERDICT_TONES[verdict]
  return <Tag {...(tone === undefined ? {} : { tone })}>{say(VERDICT_WORDS[verdict])}</Tag>
}
