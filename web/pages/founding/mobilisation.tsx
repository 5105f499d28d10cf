import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { TextField } from '../../ui/field.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { Notice, PageHead, Panel, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { AnswerDialog, QuestionDialog, ShareDialog } from './question-forms.tsx'
import { TOPIC_WORDS, VISIT_WORDS, WISH_WORDS } from './words.ts'
import { SheetDialog, SignedLink } from './sheet-dialog.tsx'
import { VisitDialog, WishDialog } from './wish-forms.tsx'
import './founding.css'

export type Ledger = Out<'readMobilisation'>
type Household = Ledger['rows'][number]

const TABS = ['households', 'visits', 'questions', 'bank'] as const

/** The village's own ledger of visits, doubts and wishes. Nobody above sees this page. */
export default function MobilisationPage(): ReactElement {
  const { projectId = '' } = useParams({ strict: false }) as { projectId?: string }
  const ledger = useRead('readMobilisation', { projectId })
  return (
    <div className="page">
      <Loaded read={ledger}>{(data) => <Content projectId={projectId} ledger={data} />}</Loaded>
    </div>
  )
}

export interface LedgerProps {
  readonly projectId: string
  readonly ledger: Ledger
}

function Content({ projectId, ledger }: LedgerProps): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const [adding, setAdding] = useState<'visit' | 'question' | null>(null)
  const tab = TABS.find((one) => one === search['tab']) ?? 'households'
  const open = ledger.questions.filter(({ answer }) => answer === null).length
  const badges: Readonly<Record<string, number>> = { questions: open }
  return (
    <>
      <PageHead
        title={t('mob.title')}
        trail={[
          {
            key: 'project',
            node: <Go to={paths.founding(projectId)}>{t('project.steps')}</Go>,
          },
        ]}
        sentence={t('mob.sentence', {
          households: ledger.households,
          visited: ledger.visited,
          willing: ledger.willing,
          undecided: ledger.undecided,
          unwilling: ledger.unwilling,
          unasked: ledger.unasked,
        })}
        actions={<Acts projectId={projectId} add={setAdding} />}
      />
      <Notice tone="info">{t('mob.private')}</Notice>
      {ledger.willing === 0 ? null : (
        <p>
          {t('mob.offered', {
            mu: ledger.offered.landMu,
            cash: showYuan(ledger.offered.cash) ?? '',
            days: ledger.offered.workdays,
          })}
        </p>
      )}
      <Tabs
        label={t('mob.title')}
        current={tab}
        tabs={TABS.map((key) => ({
          key,
          label: t(`mob.${key}`),
          ...((badges[key] ?? 0) === 0 ? {} : { badge: badges[key] }),
        }))}
        onChange={(key) => change({ tab: key === 'households' ? undefined : key })}
      />
      <TabPanel tab={tab}>
        {tab === 'households' ? <Households projectId={projectId} ledger={ledger} /> : null}
        {tab === 'visits' ? <Visits ledger={ledger} /> : null}
        {tab === 'questions' ? <Questions projectId={projectId} ledger={ledger} /> : null}
        {tab === 'bank' ? <Bank /> : null}
      </TabPanel>
      {adding === 'visit' ? (
        <VisitDialog projectId={projectId} ledger={ledger} close={() => setAdding(null)} />
      ) : null}
      {adding === 'question' ? (
        <QuestionDialog projectId={projectId} ledger={ledger} close={() => setAdding(null)} />
      ) : null}
      {search['sheet'] === undefined ? null : (
        <SheetDialog
          projectId={projectId}
          serial={search['sheet']}
          close={() => change({ sheet: undefined })}
        />
      )}
    </>
  )
}

function Acts(props: {
  projectId: string
  add: (what: 'visit' | 'question') => void
}): ReactElement {
  const t = useT()
  const { projectId, add } = props
  const [, change] = useUrl()
  return (
    <>
      <button type="button" className="button" onClick={() => change({ sheet: '' })}>
        {t('mob.sheet')}
      </button>
      <button type="button" className="button" onClick={() => add('visit')}>
        {t('mob.addVisit')}
      </button>
      <button type="button" className="button" onClick={() => add('question')}>
        {t('mob.addQuestion')}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => void download('printWishSheets', { projectId })}
      >
        {t('mob.printAll')}
      </button>
    </>
  )
}

const WISH_TONES = { willing: 'pass', undecided: 'depends', unwilling: undefined } as const

function Households({ projectId, ledger }: LedgerProps): ReactElement {
  const t = useT()
  const [, change] = useUrl()
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<Household | null>(null)
  const asked = q.trim()
  const rows = ledger.rows.filter(
    ({ headName, number }) => asked === '' || headName.includes(asked) || number.includes(asked),
  )
  return (
    <Panel title={t('mob.households')}>
      <TextField label={t('mob.searchHead')} value={q} onChange={setQ} />
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.householdId} className="wish-row">
            <HouseholdFacts projectId={projectId} row={row} />
            <div className="wish-acts">
              <button type="button" className="button" onClick={() => setChosen(row)}>
                {t('mob.record')}
              </button>
              {row.wish === null || row.wish.paper !== null ? null : (
                <button
                  type="button"
                  className="button"
                  onClick={() => change({ sheet: row.serial })}
                >
                  {t('mob.sheet')}
                </button>
              )}
              <Go to={paths.threeAccounts(projectId, row.householdId)} className="button">
                {accountWord(t, row)}
              </Go>
            </div>
          </li>
        ))}
      </ul>
      {chosen === null ? null : (
        <WishDialog projectId={projectId} household={chosen} close={() => setChosen(null)} />
      )}
    </Panel>
  )
}

function accountWord(t: ReturnType<typeof useT>, { account }: Household): string {
  if (account === null) return `${t('mob.account')} · ${t('mob.accountNone')}`
  return account.signedOn === null
    ? `${t('mob.account')} · ${t('mob.accountKept', { day: account.reckonedOn })}`
    : `${t('mob.account')} · ${t('mob.accountSigned', { day: account.signedOn })}`
}

function HouseholdFacts({ projectId, row }: { projectId: string; row: Household }): ReactElement {
  const t = useT()
  const tone = row.wish === null ? undefined : WISH_TONES[row.wish.wish]
  return (
    <div>
      <strong>{asWritten(row.headName)}</strong>{' '}
      <span className="muted small">{asWritten(row.number)}</span>{' '}
      {row.wish === null ? null : (
        <Tag {...(tone === undefined ? {} : { tone })}>{say(WISH_WORDS[row.wish.wish])}</Tag>
      )}
      <div className="muted small">
        {row.lastVisitOn === null
          ? t('mob.never')
          : t('mob.times', { n: row.visits, day: row.lastVisitOn })}
        {row.openQuestions === 0 ? '' : ` · ${t('mob.open')} ${row.openQuestions}`}
        {row.wish === null || row.wish.paper === null ? null : (
          <>
            {' · '}
            <SignedLink projectId={projectId} kind="wish" sheetId={row.wish.paper} />
          </>
        )}
      </div>
    </div>
  )
}

function Visits({ ledger }: { ledger: Ledger }): ReactElement {
  const t = useT()
  if (ledger.visits.length === 0) return <Empty title={t('mob.noVisits')} />
  return (
    <Panel title={t('mob.visits')}>
      <ul className="plain-list">
        {ledger.visits.map((visit) => (
          <li key={visit.id} className="wish-row">
            <div>
              <strong>{visit.on}</strong> {say(VISIT_WORDS[visit.kind])}{' '}
              <span className="muted small">
                {asWritten([visit.place, visit.visitors].filter((v) => v !== '').join(' · '))}
                {visit.attended === null ? '' : ` · ${t('mob.attended')} ${visit.attended}`}
              </span>
              {visit.households.length === 0 ? null : (
                <div className="small">{asWritten(visit.households.join(comma()))}</div>
              )}
              {visit.note === '' ? null : <p>{asWritten(visit.note)}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Questions({ projectId, ledger }: LedgerProps): ReactElement {
  const t = useT()
  const [answering, setAnswering] = useState<Ledger['questions'][number] | null>(null)
  const [sharing, setSharing] = useState<Ledger['questions'][number] | null>(null)
  if (ledger.questions.length === 0) return <Empty title={t('mob.noQuestions')} />
  return (
    <Panel title={t('mob.questions')}>
      <ul className="plain-list">
        {ledger.questions.map((one) => (
          <li key={one.id} className="wish-row">
            <div>
              <strong>{asWritten(one.question)}</strong>{' '}
              {one.answer === null ? <Tag tone="depends">{t('mob.open')}</Tag> : null}
              <div className="muted small">
                {t('mob.from', { name: one.household ?? '—', day: one.raisedOn })}
              </div>
              {one.answer === null ? null : <p>{asWritten(one.answer)}</p>}
            </div>
            <div className="wish-acts">
              <button type="button" className="button" onClick={() => setAnswering(one)}>
                {t('mob.answerIt')}
              </button>
              {one.answer === null ? null : (
                <button type="button" className="button" onClick={() => setSharing(one)}>
                  {t('mob.share')}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {answering === null ? null : (
        <AnswerDialog projectId={projectId} question={answering} close={() => setAnswering(null)} />
      )}
      {sharing === null ? null : (
        <ShareDialog projectId={projectId} question={sharing} close={() => setSharing(null)} />
      )}
    </Panel>
  )
}

/** The county's questions and answers: what other villages were asked, and what was said. */
function Bank(): ReactElement {
  const t = useT()
  const bank = useRead('listQuestionBank', {})
  return (
    <Panel title={t('mob.bank')}>
      <Loaded read={bank}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('mob.emptyBank')} />
          ) : (
            <ul className="plain-list">
              {rows.map((row) => (
                <li key={row.id} className="wish-row">
                  <div>
                    <Tag>{say(TOPIC_WORDS[row.topic])}</Tag>{' '}
                    <strong>{asWritten(row.question)}</strong>
                    <p>{asWritten(row.answer)}</p>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}
