import { type ReactElement, useState } from 'react'
import { addressOf, download, type Out } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DayField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PageHead, Panel, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { usePage } from '../../ui/data-table.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { Issues } from './issues.tsx'
import { CHANNEL_WORDS } from './words.ts'
import './help.css'

type Visit = Out<'listHelpVisits'>['rows'][number]

/** What was seen, what was raised, what became of it. */
export default function Visits(): ReactElement {
  const t = useT()
  const may = useMay()
  const own = ownUnit(useMe())
  const [search, change] = useUrl()
  const [log, setLog] = useState(false)
  const tab = search['tab'] ?? 'issues'
  const counts = useRead('listIssues', { limit: 1 })
  const { open = 0, late = 0, mine = 0, solved = 0 } = counts.data ?? {}
  return (
    <div className="page">
      <PageHead
        title={t('visit.title')}
        sentence={
          counts.data === undefined ? '…' : t('visit.sentence', { open, late, mine, solved })
        }
        actions={
          <>
            {own === null ? null : (
              <button type="button" className="button" onClick={() => setLog(true)}>
                {t('visit.log')}
              </button>
            )}
            {may('recordVisit') ? (
              <Go to={paths.newVisit()} className="button button-primary">
                {t('visit.new')}
              </Go>
            ) : null}
          </>
        }
      />
      <Tabs
        label={t('visit.title')}
        current={tab}
        onChange={(key) => change({ tab: key === 'issues' ? undefined : key, page: undefined })}
        tabs={[
          { key: 'issues', label: t('visit.tabIssues'), badge: mine === 0 ? undefined : mine },
          { key: 'visits', label: t('visit.tabVisits') },
        ]}
      />
      <TabPanel tab={tab}>{tab === 'visits' ? <List /> : <Issues />}</TabPanel>
      {log && own !== null ? <Log unitId={own.id} close={() => setLog(false)} /> : null}
    </div>
  )
}

function Log({ unitId, close }: { unitId: string; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [from, setFrom] = useState(`${clock.today.slice(0, 7)}-01`)
  const [to, setTo] = useState<string>(clock.today)
  const print = (format: 'pdf' | 'docx') => (): void => {
    void download('printVisitLog', { unitId, from, to, format })
    close()
  }
  return (
    <Dialog
      open
      title={t('visit.log')}
      onClose={close}
      actions={
        <>
          <button type="button" className="button" onClick={print('docx')}>
            Word
          </button>
          <button type="button" className="button button-primary" onClick={print('pdf')}>
            PDF
          </button>
        </>
      }
    >
      <div className="columns-2">
        <DayField label={t('visit.from')} value={from} max={to} onChange={setFrom} />
        <DayField label={t('visit.to')} value={to} min={from} max={clock.today} onChange={setTo} />
      </div>
    </Dialog>
  )
}

function List(): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const { limit, offset } = usePage(30)
  const [back, setBack] = useState<Visit | null>(null)
  const read = useRead('listHelpVisits', { unitId: search['unitId'], limit, offset })
  return (
    <Panel title={t('visit.tabVisits')} extra={<ScopeTag />}>
      <Loaded read={read}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title={t('visit.none')} hint={t('visit.noneHint')} />
          ) : (
            <>
              <ul className="plain-list visit-list">
                {rows.map((visit) => (
                  <VisitCard key={visit.visitId} visit={visit} withdraw={() => setBack(visit)} />
                ))}
              </ul>
              {offset + limit < total ? (
                <button
                  type="button"
                  className="button"
                  onClick={() => change({ page: String(offset / limit + 2) }, false)}
                >
                  {t('common.next')}
                </button>
              ) : null}
            </>
          )
        }
      </Loaded>
      {back === null ? null : (
        <ReasonDialog
          danger
          title={t('visit.withdraw')}
          confirm={t('visit.withdraw')}
          verb="withdrawVisit"
          input={(reason) => ({ unitId: back.unit.id, visitId: back.visitId, reason })}
          close={() => setBack(null)}
        />
      )}
    </Panel>
  )
}

function VisitCard({ visit, withdraw }: { visit: Visit; withdraw: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const mine = visit.by === me.account.displayName && visit.withdrawn === null
  return (
    <li className={visit.withdrawn === null ? 'visit-card' : 'visit-card muted'}>
      <div>
        <p>
          <strong className="num">{visit.on}</strong> <strong>{asWritten(visit.unit.name)}</strong>{' '}
          <span className="muted">{asWritten(visit.place)}</span>
        </p>
        <p>{asWritten(visit.did)}</p>
        <p className="muted small">
          {visit.helper === null ? asWritten(visit.by) : asWritten(visit.helper.name)}
          {visit.channel === null ? '' : ` · ${say(CHANNEL_WORDS[visit.channel])}`}
          {visit.issues === 0
            ? ''
            : ` · ${t('visit.issuesCell', { n: visit.issues, open: visit.openIssues })}`}
        </p>
        {visit.withdrawn === null ? null : (
          <Tag>{t('visit.withdrawn', { reason: visit.withdrawn })}</Tag>
        )}
        {mine ? (
          <button type="button" className="button-link" onClick={withdraw}>
            {t('visit.withdraw')}
          </button>
        ) : null}
      </div>
      <div className="visit-photos">
        {visit.files.map((file) => {
          const address = addressOf('readHelpFile', {
            unitId: visit.unit.id,
            fileId: file.fileId,
          }).url
          return (
            <a key={file.fileId} href={address} target="_blank" rel="noreferrer">
              {file.mediaType === 'image/heic' ? (
                <Icon name="camera" size={28} />
              ) : (
                <img src={address} alt={file.name} loading="lazy" />
              )}
            </a>
          )
        })}
      </div>
    </li>
  )
}
