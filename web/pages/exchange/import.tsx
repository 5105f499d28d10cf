import { useParams } from '@tanstack/react-router'
import { type ReactElement, type ReactNode, useState } from 'react'
import type { Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { Money, showInstant } from '../../ui/figures.tsx'
import { Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { ConfirmImport, ImportDone } from './confirm-import.tsx'
import { Mapping } from './mapping.tsx'
import './exchange.css'

export type Preview = Out<'previewImport'>

/** One import between upload and register: columns, faults, what it would write, confirm. */
export default function ImportPage(): ReactElement {
  const { importId = '' } = useParams({ strict: false }) as { importId?: string }
  const preview = useRead('previewImport', { importId, limit: 50 })
  return (
    <div className="page">
      <Loaded read={preview}>
        {(data) => <Content preview={data} busy={preview.isFetching} />}
      </Loaded>
    </div>
  )
}

function Content({ preview, busy }: { preview: Preview; busy: boolean }): ReactElement {
  const t = useT()
  const { counts, status } = preview.import
  const open = status === 'draft'
  const [answer, setAnswer] = useState<Out<'confirmImport'> | null>(null)
  return (
    <>
      <PageHead
        title={t('import.title', { name: preview.import.fileName })}
        trail={[{ key: 'list', node: <Go to={paths.imports}>{t('imports.title')}</Go> }]}
        marks={<Tag>{t(`imports.status.${status}`)}</Tag>}
        sentence={
          counts.errors > 0
            ? t('import.sentenceErrors', {
                members: counts.members,
                errors: counts.errors,
                warnings: counts.warnings,
              })
            : t('import.sentenceReady', {
                members: counts.members,
                added: counts.added,
                unchanged: counts.unchanged,
              })
        }
      />
      <Steps at={!open ? 4 : counts.errors > 0 ? 3 : 4} />
      {preview.before === null ? null : (
        <Notice tone="info">
          {t('import.before', { at: showInstant(preview.before.at), by: preview.before.by })}
        </Notice>
      )}
      {answer === null ? null : <ImportDone answer={answer} />}
      {open || answer !== null ? null : (
        <Notice tone="info">{t('import.closed', { status: t(`imports.status.${status}`) })}</Notice>
      )}
      <div className={busy ? 'stack data-busy' : 'stack'}>
        <Mapping preview={preview} open={open} />
        <Faults preview={preview} />
        <Coops preview={preview} />
        <Rows preview={preview} />
        {open ? <ConfirmImport preview={preview} onDone={setAnswer} /> : null}
      </div>
    </>
  )
}

/** The four steps with the one that waits. */
function Steps({ at }: { at: number }): ReactElement {
  const t = useT()
  return (
    <ol className="steps">
      {([1, 2, 3, 4] as const).map((step) => (
        <li
          key={step}
          className={step < at ? 'step-done' : step === at ? 'step-now' : ''}
          aria-current={step === at ? 'step' : undefined}
        >
          <span>{step}</span> {t(`import.step${step}`)}
        </li>
      ))}
    </ol>
  )
}

function placeOf(t: DeskTranslate, fault: Preview['faults'][number]): string {
  const { sheet, row, letters } = fault
  if (sheet === null) return t('import.placeFile')
  if (row === null) return t('import.placeSheet', { sheet })
  return letters === null
    ? t('import.placeRow', { sheet, row: String(row) })
    : t('import.placeCell', { sheet, row: String(row), letters })
}

function Faults({ preview }: { preview: Preview }): ReactElement {
  const t = useT()
  const { faults } = preview
  const all = preview.import.counts.errors + preview.import.counts.warnings
  return (
    <Panel
      title={t('import.faults')}
      hint={all > faults.length ? t('import.faultsMore', { shown: faults.length }) : ''}
    >
      {faults.length === 0 ? (
        <p className="muted">{t('import.faultsNone')}</p>
      ) : (
        <TallTable label={t('import.faults')}>
          <thead>
            <tr>
              <th scope="col">{t('import.place')}</th>
              <th scope="col">{t('import.heading')}</th>
              <th scope="col">{t('import.what')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map((fault, index) => (
              <tr key={index}>
                <th scope="row">{placeOf(t, fault)}</th>
                <td>{fault.heading ?? '—'}</td>
                <td>
                  <Tag tone={fault.level === 'error' ? 'fail' : 'depends'}>
                    {t(`import.level.${fault.level}`)}
                  </Tag>{' '}
                  {say(fault.text)}
                </td>
              </tr>
            ))}
          </tbody>
        </TallTable>
      )}
    </Panel>
  )
}

/** A long table in a window of its own that the keyboard can scroll. */
function TallTable(props: { label: string; children: ReactNode }): ReactElement {
  return (
    <div className="table-scroll table-tall" tabIndex={0} role="region" aria-label={props.label}>
      <table className="table table-small">{props.children}</table>
    </div>
  )
}

function Coops({ preview }: { preview: Preview }): ReactElement | null {
  const t = useT()
  if (preview.coops.length === 0) return null
  return (
    <Panel
      title={t('import.coops')}
      hint={t('import.people', {
        known: preview.people.knownPersons,
        fresh: preview.people.newPersons,
        households: preview.people.newHouseholds,
        skipped: preview.skipped,
      })}
    >
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('common.coop')}</th>
              {(['members', 'added', 'unchanged', 'paid', 'promised'] as const).map((key) => (
                <th key={key} scope="col" className="num">
                  {t(`import.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.coops.map((coop) => (
              <tr key={coop.coopId}>
                <th scope="row">
                  <Go to={paths.coop(coop.coopId)}>{coop.name}</Go>
                  {coop.opens ? (
                    <Tag tone="accent">
                      {t('import.opens')} {coop.foundedOn ?? ''}
                    </Tag>
                  ) : null}
                </th>
                <td className="num">{coop.members}</td>
                <td className="num">{coop.added}</td>
                <td className="num">{coop.unchanged}</td>
                <td className="num">
                  <Money value={coop.paid} />
                </td>
                <td className="num">
                  <Money value={coop.promised} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function Rows({ preview }: { preview: Preview }): ReactElement | null {
  const t = useT()
  if (preview.rows.length === 0) return null
  return (
    <Panel
      title={t('import.rows')}
      hint={t('common.range', { from: 1, to: preview.rows.length, total: preview.total })}
    >
      <TallTable label={t('import.rows')}>
        <thead>
          <tr>
            <th scope="col">{t('import.place')}</th>
            <th scope="col">{t('register.name')}</th>
            <th scope="col">{t('persons.idNumber')}</th>
            <th scope="col">{t('persons.household')}</th>
            <th scope="col" className="num">
              {t('import.paid')}
            </th>
            <th scope="col">{t('register.joined')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => (
            <tr key={`${row.sheet}${row.row}`}>
              <td className="muted">
                {t('import.placeRow', { sheet: row.sheet, row: String(row.row) })}
              </td>
              <th scope="row">{row.name}</th>
              <td className="mono">{row.idNumber ?? '—'}</td>
              <td>{row.household ?? '—'}</td>
              <td className="num">
                {row.contributions.map((one) => (
                  <div key={one.form}>
                    <Money value={one.paid} />
                  </div>
                ))}
              </td>
              <td>{row.joinedOn ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </TallTable>
    </Panel>
  )
}
