import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { ClauseDoors, DocumentDoors, RuleFindings, useClauseDoors } from '../duty/clause-doors.tsx'
import { Day } from '../../ui/figures.tsx'
import { Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { ruleName } from '../../ui/readings.ts'
import { Loaded } from '../../ui/state.tsx'
import { useRuleNames } from '../shares/use-rules.ts'
import { DocumentForm } from './document-form.tsx'

type PolicyDocument = Out<'readDocument'>

/** A document: its texts through time, each clause, and the rules that cite it. */
export default function DocumentPage(): ReactElement {
  const { documentId = '' } = useParams({ strict: false }) as { documentId?: string }
  const read = useRead('readDocument', { documentId })
  useRuleNames()
  return (
    <div className="page">
      <Loaded read={read}>{(data) => <Content document={data} />}</Loaded>
    </div>
  )
}

function Content({ document }: { document: PolicyDocument }): ReactElement {
  const t = useT()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const doors = useClauseDoors(document.id)
  return (
    <>
      <PageHead
        title={say(document.title)}
        trail={[{ key: 'list', node: <Go to={paths.documents}>{t('documents.title')}</Go> }]}
        marks={<Tag>{t(`documents.kind.${document.kind}`)}</Tag>}
        sentence={t('document.sentence', {
          issuer: document.issuer,
          versions: document.versions.length,
          cited: document.citedBy.length,
        })}
        actions={
          may('addDocumentVersion') ? (
            <button type="button" className="button" onClick={() => setAdding(true)}>
              {t('documents.addVersion')}
            </button>
          ) : undefined
        }
      />
      {document.versions.map((version) => (
        <VersionPanel key={version.id} version={version} citedBy={document.citedBy} doors={doors} />
      ))}
      {doors === null ? null : <DocumentDoors doors={doors} />}
      {adding ? <DocumentForm documentId={document.id} close={() => setAdding(false)} /> : null}
    </>
  )
}

function VersionPanel(props: {
  version: PolicyDocument['versions'][number]
  citedBy: PolicyDocument['citedBy']
  doors: ReturnType<typeof useClauseDoors>
}): ReactElement {
  const t = useT()
  const { version, citedBy, doors } = props
  const rulesOf = (clauseId: string) =>
    Array.from(new Set(citedBy.filter((one) => one.clauseId === clauseId).map((one) => one.rule)))
  return (
    <Panel
      title={version.label}
      hint={
        <>
          <Day value={version.validFrom} /> –{' '}
          {version.validTo === null ? t('common.open') : <Day value={version.validTo} />}
        </>
      }
    >
      <div className="stack">
        {version.firstHand ? null : (
          <Notice tone="depends">
            {t('document.secondHandNote', { source: version.sourceNote })}
          </Notice>
        )}
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('document.clause')}</th>
              <th scope="col">{t('document.gist')}</th>
              <th scope="col">{t('document.citedBy')}</th>
            </tr>
          </thead>
          <tbody>
            {version.clauses.map((clause) => (
              <tr key={clause.id}>
                <th scope="row" className="clause-number">
                  {clause.number}
                </th>
                <td>{say(clause.gist)}</td>
                <td>
                  {rulesOf(clause.id).map((rule) => (
                    <div key={rule}>
                      <Go to={paths.rule(rule)}>{ruleName(rule)}</Go>{' '}
                      {doors === null ? null : <RuleFindings doors={doors} rule={rule} />}
                    </div>
                  ))}
                  {doors === null ? null : <ClauseDoors doors={doors} clauseId={clause.id} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {version.firstHand ? <p className="muted small">{asWritten(version.sourceNote)}</p> : null}
      </div>
    </Panel>
  )
}
