import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/contest.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAsk } from '../../query.ts'
import { Icon } from '../../ui/icon.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Refused } from '../../ui/state.tsx'
import { type Contest, VETO_WORDS } from './words.ts'

type Results = NonNullable<Contest['result']>
type Row = Results['rows'][number]

/** Places with what they are made of, how judges differed, appeals. */
export function Result({ data }: { data: Contest }): ReactElement {
  const t = useT()
  const { result } = data
  if (result === null) return <Empty title={t('contest.noResult')} hint={t('contest.blind')} />
  return (
    <div className="contest-stack">
      <Places data={data} result={result} />
      <Appeals data={data} />
    </div>
  )
}

function Places({ data, result }: { data: Contest; result: Results }): ReactElement {
  const t = useT()
  const verify = useAsk('verifyContest')
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Panel
      title={t('contest.edition', { n: result.edition })}
      hint={asWritten(result.reason)}
      extra={
        <button
          type="button"
          className="button"
          disabled={verify.isPending}
          onClick={() => verify.mutate({ contestId: data.contestId })}
        >
          {t('contest.verify')}
        </button>
      }
    >
      {verify.data === undefined ? null : verify.data.computes && verify.data.sheetsKept ? (
        <Notice tone="pass">
          {t('contest.verified', {
            edition: verify.data.edition,
            hash: verify.data.sha256.slice(0, 16),
          })}
        </Notice>
      ) : (
        <Notice tone="fail">{t('contest.verifyFails')}</Notice>
      )}
      {verify.error === null ? null : <Refused error={verify.error} />}
      <div className="contest-wide">
        <table className="contest-table">
          <thead>
            <tr>
              <th className="number">{t('contest.place_')}</th>
              <th>{t('contest.unit')}</th>
              <th className="number">{t('contest.total')}</th>
              {data.setup.groups.map((group) => (
                <th key={group.id} className="number">
                  {asWritten(group.title)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {result.rows.map((row) => (
              <Line
                key={row.unit.id}
                data={data}
                row={row}
                open={open === row.unit.id}
                toggle={() => setOpen(open === row.unit.id ? null : row.unit.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function Line(props: { data: Contest; row: Row; open: boolean; toggle: () => void }): ReactElement {
  const { data, row, open, toggle } = props
  return (
    <>
      <tr>
        <td className="number">
          <strong>{row.place}</strong>
        </td>
        <td>
          <button
            type="button"
            className="button button-small contest-open"
            aria-expanded={open}
            onClick={toggle}
          >
            <Icon name={open ? 'down' : 'right'} size={14} /> {asWritten(row.unit.name)}
          </button>
          {row.vetoes.map((veto) => (
            <Tag key={veto} tone="fail">
              {say(VETO_WORDS[veto])}
            </Tag>
          ))}
          <div className="contest-bar" aria-hidden="true">
            {row.groups.map(({ id, pointsText }) => (
              <span key={id} style={{ width: `${pointsText}%` }} />
            ))}
          </div>
        </td>
        <td className="number">
          <strong>{row.scoreText}</strong>
        </td>
        {row.groups.map(({ id, pointsText }) => (
          <td key={id} className="number">
            {pointsText}
          </td>
        ))}
      </tr>
      {open ? (
        <tr>
          <td colSpan={3 + row.groups.length}>
            <Items data={data} row={row} />
          </td>
        </tr>
      ) : null}
    </>
  )
}

function Items({ data, row }: { data: Contest; row: Row }): ReactElement {
  const t = useT()
  const titles = new Map(data.setup.items.map((item) => [item.id, item.title]))
  return (
    <table className="contest-table">
      <thead>
        <tr>
          <th>{t('contest.item')}</th>
          <th>{t('contest.given')}</th>
          <th className="number">{t('contest.value')}</th>
          <th className="number">{t('contest.points')}</th>
        </tr>
      </thead>
      <tbody>
        {row.items.map((item) => (
          <tr key={item.item}>
            <td>{asWritten(titles.get(item.item) ?? item.item)}</td>
            <td>
              {item.given.join('、')}{' '}
              {item.trimmed === 0 ? null : (
                <span className="muted small">{t('contest.trimmed', { n: item.trimmed })}</span>
              )}{' '}
              {item.apart ? <Tag tone="depends">{t('contest.tooFar')}</Tag> : null}
            </td>
            <td className="number">{item.valueText ?? t('contest.noFigure')}</td>
            <td className="number">{item.pointsText}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Appeals({ data }: { data: Contest }): ReactElement {
  const t = useT()
  const [from, setFrom] = useState<{ id: string; name: string } | null>(null)
  const outcomes = {
    upheld: t('contest.upheld'),
    rejected: t('contest.rejected'),
    withdrawn: t('contest.dropped'),
  }
  return (
    <Panel
      title={t('contest.appeals')}
      extra={data.may.appealFor.map((unit) => (
        <button key={unit.id} type="button" className="button" onClick={() => setFrom(unit)}>
          {t('contest.appealFor', { unit: unit.name })}
        </button>
      ))}
    >
      {data.appeals.length === 0 ? <p className="muted">{t('contest.noAppeals')}</p> : null}
      <table className="contest-table">
        <tbody>
          {data.appeals.map((one) => (
            <tr key={one.caseId}>
              <td>{asWritten(one.unit.name)}</td>
              <td>{asWritten(one.what)}</td>
              <td>{one.outcome === null ? t('contest.running') : outcomes[one.outcome]}</td>
              <td>
                <Go to={paths.case(one.caseId)}>{t('contest.appeal')}</Go>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {from === null ? null : (
        <ReasonDialog
          title={t('contest.appealFor', { unit: from.name })}
          confirm={t('contest.appeal')}
          verb="appealContest"
          input={(what) => ({ unitId: from.id, contestId: data.contestId, what })}
          close={() => setFrom(null)}
        >
          <p>{t('contest.appealWhat')}</p>
        </ReasonDialog>
      )}
    </Panel>
  )
}
