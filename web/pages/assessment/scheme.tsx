import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/assessment.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Facts, Panel, Tag } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Loaded } from '../../ui/state.tsx'
import { SchemeEditor } from './scheme-editor.tsx'
import { type Kind, KIND_WORDS, optionsOf, sayPoints, type SchemeAnswer } from './words.ts'

/** What is scored and how: items, rules in words, grades, caps; by kind. */
export function SchemesTab(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search, change] = useUrl()
  const kind = (search['scheme'] ?? 'secretary_month') as Kind
  const [changing, setChanging] = useState(false)
  const read = useRead('readScheme', { kind })
  return (
    <div className="as-stack">
      <div className="as-acts no-print">
        <Segments
          legend={t('as.kind')}
          value={kind}
          onChange={(value) => change({ scheme: value })}
          options={optionsOf(KIND_WORDS, say)}
        />
        {may('saveScheme') && read.data !== undefined ? (
          <button type="button" className="button" onClick={() => setChanging(true)}>
            {t('as.change')}
          </button>
        ) : null}
      </div>
      <Loaded read={read}>{(data) => <Scheme data={data} />}</Loaded>
      {changing && read.data !== undefined ? (
        <SchemeEditor key={kind} data={read.data} close={() => setChanging(false)} />
      ) : null}
    </div>
  )
}

function Scheme({ data }: { data: SchemeAnswer }): ReactElement {
  const t = useT()
  const { scheme, origin } = data
  const said = new Map(data.said.map(({ item, text }) => [item, text]))
  const titles = new Map(data.indicators.map(({ id, title }) => [id, title]))
  return (
    <>
      <Panel
        title={asWritten(scheme.title)}
        hint={
          <>
            {origin.proposal ? <Tag tone="depends">{t('as.proposal')}</Tag> : null}{' '}
            {asWritten(origin.source)} {origin.validFrom}
          </>
        }
      >
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th>{t('as.item')}</th>
                <th className="as-num">{t('as.worth')}</th>
                <th>{t('as.indicator')}</th>
                <th>{t('as.rule')}</th>
              </tr>
            </thead>
            <tbody>
              {scheme.months === null ? null : (
                <tr>
                  <td>{t('as.months')}</td>
                  <td className="as-num">{sayPoints(scheme.months.points)}</td>
                  <td colSpan={2}>
                    {t('as.monthLeast')} {scheme.months.least}
                  </td>
                </tr>
              )}
              {scheme.items.map((item) => {
                const words = said.get(item.id)
                return (
                  <tr key={item.id}>
                    <td>{asWritten(item.title)}</td>
                    <td className="as-num">{sayPoints(item.points)}</td>
                    <td>
                      {item.indicators
                        .map((id) => say(titles.get(id) ?? { zh: id, en: id }))
                        .join(' + ')}
                    </td>
                    <td>{words === undefined ? null : say(words)}</td>
                  </tr>
                )
              })}
            </tbody>
            <tfoot>
              <tr>
                <td>{t('as.total')}</td>
                <td className="as-num">{sayPoints(scheme.total)}</td>
                <td colSpan={2} />
              </tr>
            </tfoot>
          </table>
        </div>
      </Panel>
      <Terms data={data} />
    </>
  )
}

function Terms({ data }: { data: SchemeAnswer }): ReactElement {
  const t = useT()
  const { scheme } = data
  return (
    <Panel title={t('as.adjustments')}>
      <Facts
        columns={2}
        facts={[
          ...scheme.adjustments.map((one) => ({
            label: `${t(one.kind === 'bonus' ? 'as.bonus' : 'as.deduction')} · ${asWritten(one.title)}`,
            value: t('as.most', { most: sayPoints(one.most), cap: sayPoints(one.cap) }),
          })),
          {
            label: t('as.adjust'),
            value: t('as.caps', {
              bonus: sayPoints(scheme.bonusCap),
              deduction: sayPoints(scheme.deductionCap),
            }),
          },
          {
            label: t('as.bands'),
            value: scheme.bands
              .map(
                ({ title, from }) =>
                  `${asWritten(title)} ${t('as.bandFrom', { points: sayPoints(from) })}`,
              )
              .join(' · '),
          },
          {
            label: t('as.appeal'),
            value: t('as.daysSaid', { reply: scheme.replyDays, decide: scheme.decideDays }),
          },
          ...(scheme.overall === null
            ? []
            : [{ label: t('as.overallPoints'), value: sayPoints(scheme.overall) }]),
        ]}
      />
      {data.versions.map((one) => (
        <p key={one.version} className="muted small">
          {t('as.versionsSaid', {
            n: one.version,
            day: one.validFrom,
            source: one.source,
            by: one.by,
          })}
        </p>
      ))}
    </Panel>
  )
}
