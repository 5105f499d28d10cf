import { useParams } from '@tanstack/react-router'
import { type ReactElement, type ReactNode, useEffect } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { comma, useLanguage } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { useMe } from '../../session.tsx'
import { useAsOf } from '../../ui/as-of.tsx'
import { Money, Percent, showDay } from '../../ui/figures.tsx'
import { Loaded } from '../../ui/state.tsx'
import { classLabel, formLabel } from './words.ts'

/** The register on paper: what is signed and stamped. */
export default function RegisterPrint(): ReactElement {
  const { coopId = '' } = useParams({ strict: false }) as { coopId?: string }
  const asOf = useAsOf()
  const coop = useRead('readCooperative', { coopId, asOf })
  const register = useRead('readRegister', { coopId, asOf })
  return (
    <Paper back={paths.coop(coopId, { asOf })}>
      <Loaded read={coop}>
        {(facts) => (
          <Loaded read={register}>
            {(data) => <Sheet coop={facts.cooperative} register={data} />}
          </Loaded>
        )}
      </Loaded>
    </Paper>
  )
}

/** A sheet of paper on the screen, with the buttons that stay off the paper. */
export function Paper(props: { back: string; children: ReactNode }): ReactElement {
  const t = useT()
  const me = useMe()
  useEffect(() => {
    document.documentElement.dataset['theme'] = 'light'
  }, [])
  return (
    <main className="paper">
      <div className="paper-bar no-print">
        <Go to={props.back} className="button">
          {t('common.back')}
        </Go>
        <button type="button" className="button button-primary" onClick={() => window.print()}>
          {t('common.print')}
        </button>
      </div>
      {me.county.demo ? <p className="paper-demo">{t('paper.demo')}</p> : null}
      {props.children}
    </main>
  )
}

function Sheet(props: {
  coop: Out<'readCooperative'>['cooperative']
  register: Out<'readRegister'>
}): ReactElement {
  const t = useT()
  const zh = useLanguage() === 'zh'
  const { coop, register } = props
  return (
    <>
      <h1 className="paper-title">{t('paper.register')}</h1>
      <div className="paper-sub">
        <span>{t('common.of', { what: t('paper.coop'), name: coop.name })}</span>
        <span>
          {t('common.of', { what: t('paper.asOf'), name: showDay(register.asOf, 'paper', zh) })}
        </span>
        <span>{t('paper.unit')}</span>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('register.number')}</th>
            <th scope="col">{t('register.name')}</th>
            <th scope="col">{t('register.class')}</th>
            <th scope="col">{t('register.forms')}</th>
            <th scope="col">{t('register.paid')}</th>
            <th scope="col">{t('register.promised')}</th>
            <th scope="col">{t('register.share')}</th>
            <th scope="col">{t('register.joined')}</th>
          </tr>
        </thead>
        <Rows rows={register.rows} />
        <tfoot>
          <tr>
            <td colSpan={4}>
              {t('register.total')} · {register.totals.members} {t('common.people')} ·{' '}
              {register.totals.households} {t('common.households')}
            </td>
            <td className="num">
              <Money value={register.totals.paid} />
            </td>
            <td className="num">
              <Money value={register.totals.promised} />
            </td>
            <td />
            <td />
          </tr>
        </tfoot>
      </table>
      <p className="paper-sign">
        <span>{t('paper.madeBy')}</span>
        <span>{t('paper.chair')}</span>
        <span>{t('paper.board')}</span>
      </p>
    </>
  )
}

function Rows({ rows }: { rows: Out<'readRegister'>['rows'] }): ReactElement {
  const t = useT()
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={row.holderId}>
          <td>{row.memberNumber}</td>
          <th scope="row">{row.name}</th>
          <td>{t(classLabel(row.class))}</td>
          <td>{row.contributions.map((one) => t(formLabel(one.form))).join(comma())}</td>
          <td className="num">
            <Money value={row.paid} />
          </td>
          <td className="num">
            <Money value={row.promised} />
          </td>
          <td className="num">{row.share === null ? '—' : <Percent value={row.share} />}</td>
          <td>{row.joinedOn}</td>
        </tr>
      ))}
    </tbody>
  )
}
