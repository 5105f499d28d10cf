import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/approvals.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PageHead, Panel } from '../../ui/page.tsx'
import { ClauseSource } from '../policy/clause-source.tsx'
import { Loaded } from '../../ui/state.tsx'
import { Diagram } from './diagram.tsx'
import { ProcessEditor } from './process-editor.tsx'
import { printHandbook } from './step-papers.tsx'
import './approvals.css'

type Read = Out<'readProcess'>

/** One process: drawn, as a table of steps, with its versions; where it may be changed, the form. */
export default function ProcessPage(): ReactElement {
  const { process } = useParams({ strict: false }) as { process: string }
  const read = useRead('readProcess', { process })
  const [search, change] = useUrl()
  return (
    <div className="page approvals">
      <Loaded read={read} lines={10}>
        {(data) =>
          search['edit'] === 'true' ? (
            <ProcessEditor
              key={data.process.id}
              data={data}
              close={() => change({ edit: undefined }, false)}
            />
          ) : (
            <Content data={data} />
          )
        }
      </Loaded>
    </div>
  )
}

function Content({ data }: { data: Read }): ReactElement {
  const t = useT()
  const { process, origin } = data
  const said = new Map(data.said.map((one) => [one.step, one]))
  return (
    <>
      <PageHead
        title={say(process.title)}
        trail={[{ key: 'all', node: <Go to={paths.processes}>{t('handbook.title')}</Go> }]}
        sentence={`${say(process.purpose)} ${t('process.sentence', {
          n: process.steps.length,
          origin: t(`process.origin.${origin}`),
        })}`}
        actions={<Actions process={process.id} />}
      />
      <div className="case-columns">
        <div className="case-main">
          <Panel title={t('process.table')}>
            <StepTable data={data} />
          </Panel>
        </div>
        <div className="case-side side-first">
          <Panel title={t('process.diagram')}>
            <Diagram
              label={say(process.title)}
              nodes={process.steps.map((step, i) => ({
                key: step.key,
                after: step.after,
                title: `${i + 1}. ${say(step.title)}`,
                note: say(said.get(step.key)?.who ?? step.title),
                status: null,
                overdue: false,
                href: null,
              }))}
            />
          </Panel>
        </div>
      </div>
      <Panel title={t('process.sources')}>
        <p>{process.sources.map(asWritten).join('；')}</p>
      </Panel>
      <Versions versions={data.versions} />
    </>
  )
}

function Actions({ process }: { process: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const [, change] = useUrl()
  return (
    <>
      {may('saveProcess') ? (
        <button type="button" className="button" onClick={() => change({ edit: 'true' }, false)}>
          <Icon name="edit" size={16} /> {t('process.edit')}
        </button>
      ) : null}
      <button type="button" className="button" onClick={() => printHandbook('docx', process)}>
        {t('process.word')}
      </button>
      <button type="button" className="button" onClick={() => printHandbook('pdf', process)}>
        <Icon name="print" size={16} /> {t('process.pdf')}
      </button>
    </>
  )
}

type Saying = Read['said'][number]

function StepTable({ data }: { data: Read }): ReactElement {
  const t = useT()
  const said = new Map(data.said.map((one) => [one.step, one]))
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('process.table')}>
      <table className="table step-table">
        <thead>
          <tr>
            <th scope="col">{t('col.step')}</th>
            <th scope="col">{t('col.who')}</th>
            <th scope="col">{t('col.after')}</th>
            <th scope="col">{t('col.times')}</th>
            <th scope="col">{t('col.demands')}</th>
            <th scope="col">{t('col.papers')}</th>
          </tr>
        </thead>
        <tbody>
          {data.process.steps.map((step, i) => (
            <StepRow key={step.key} step={step} place={i + 1} said={said.get(step.key)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function StepRow(props: {
  step: Read['process']['steps'][number]
  place: number
  said: Saying | undefined
}): ReactElement {
  const t = useT()
  const { step, place, said } = props
  const times = [said?.wait ?? null, said?.due ?? null].flatMap((one) =>
    one === null ? [] : [say(one)],
  )
  const [after, when] = [said?.after ?? null, said?.when ?? null]
  return (
    <tr>
      <th scope="row">
        {place}. {say(step.title)}
        {step.clause === '' ? null : (
          <p className="muted small">
            <ClauseSource clause={step.clause} />
          </p>
        )}
      </th>
      <td data-label={t('col.who')}>{said === undefined ? '' : say(said.who)}</td>
      <td data-label={t('col.after')}>{after === null ? '—' : say(after)}</td>
      <td data-label={t('col.times')}>
        {times.length === 0 ? '—' : times.map((time) => <div key={time}>{time}</div>)}
      </td>
      <td data-label={t('col.demands')}>
        {when === null ? null : <div>{t('col.onlyIf', { when: say(when) })}</div>}
        {step.demands.map((demand) => (
          <div key={demand.rule}>{say(demand.text)}</div>
        ))}
        {when === null && step.demands.length === 0 ? '—' : null}
      </td>
      <td data-label={t('col.papers')}>
        {step.papers.length === 0
          ? '—'
          : step.papers.map((paper) => (
              <div key={paper.kind}>
                {paper.form === undefined ? '' : `${paper.form} `}
                {say(paper.title)}
                {paper.required ? '' : `（${t('step.paperOptional')}）`}
              </div>
            ))}
      </td>
    </tr>
  )
}

function Versions({ versions }: { versions: Read['versions'] }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('process.versions')} className="no-print">
      {versions.length === 0 ? (
        <p className="muted">{t('process.noVersion')}</p>
      ) : (
        <div className="table-scroll" tabIndex={0} role="group" aria-label={t('process.versions')}>
          <table className="table table-small">
            <thead>
              <tr>
                <th scope="col">{t('col.version')}</th>
                <th scope="col">{t('col.from')}</th>
                <th scope="col">{t('col.source')}</th>
                <th scope="col">{t('col.by')}</th>
              </tr>
            </thead>
            <tbody>
              {versions.toReversed().map((version) => (
                <tr key={version.version}>
                  <th scope="row">
                    v{version.version} {t(`process.origin.${version.origin}`)}
                  </th>
                  <td>{version.validFrom}</td>
                  <td>{asWritten(version.source)}</td>
                  <td>{asWritten(version.recordedBy)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
