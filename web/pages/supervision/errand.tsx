import { type ReactElement, useState } from 'react'
import { addressOf } from '../../api.ts'
import { useT } from '../../locale/supervision.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useAct, useRead } from '../../query.ts'
import { Tag } from '../../ui/page.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'
import { ACT_WORDS, ASSIGNMENT_WORDS, type AssignmentRow, DESK_WORDS } from './words.ts'

type Move = AssignmentRow['mine'][number]
export interface Doing {
  readonly move: Exclude<Move, 'acknowledge'>
  readonly row: AssignmentRow
}

/** One assignment or call: what, from whom to whom, until when, and what the reader can do with it. */
export function Errand(props: { row: AssignmentRow; act: (doing: Doing) => void }): ReactElement {
  const t = useT()
  const { row } = props
  const [open, setOpen] = useState(false)
  return (
    <li className="errand">
      <div className="errand-head small">
        <Tag {...(row.direction === 'up' ? { tone: 'accent' as const } : {})}>
          {asWritten(`${row.from.name} → ${toOf(row)}`)}
        </Tag>
        <Tag {...(row.state === 'done' ? { tone: 'pass' as const } : {})}>
          {say(ASSIGNMENT_WORDS[row.state])}
        </Tag>
        {row.overdue ? <Tag tone="fail">{t('assign.late')}</Tag> : null}
        {row.unanswered && !row.overdue ? <Tag tone="depends">{t('assign.unanswered')}</Tag> : null}
        {row.passed === 0 ? null : (
          <Tag>{t('assign.passed', { n: row.passed, done: row.passedDone })}</Tag>
        )}
      </div>
      <p className="errand-what">{asWritten(row.what)}</p>
      <p className="muted small">
        {asWritten(
          t(row.direction === 'up' ? 'assign.called' : 'assign.given', {
            name: row.givenBy,
            day: row.givenOn,
          }),
        )}
        {' · '}
        {t('assign.dueRange', { answer: row.answerBy, due: row.dueOn })}
        {' · '}
        {t('assign.responsible')} {asWritten(row.responsible)}
      </p>
      <Moves row={row} act={props.act} />
      <p>
        <button type="button" className="button-link" onClick={() => setOpen(!open)}>
          {t('assign.story')}
        </button>
      </p>
      {open ? <Story assignmentId={row.assignmentId} /> : null}
    </li>
  )
}

function toOf(row: AssignmentRow): string {
  const desk = DESK_WORDS[row.role as keyof typeof DESK_WORDS]
  return row.role === null || desk === undefined ? row.to.name : say(desk)
}

const LABELS = {
  reply: 'assign.reply',
  confirm: 'assign.confirm',
  return: 'assign.return',
  pass: 'assign.pass',
  withdraw: 'assign.withdraw',
} as const
const FIRST = new Set(['reply', 'confirm'])

function Moves(props: { row: AssignmentRow; act: (doing: Doing) => void }): ReactElement | null {
  const t = useT()
  const { row } = props
  const acknowledge = useAct('acknowledgeAssignment')
  if (row.mine.length === 0) return null
  const moves = row.mine.filter((move) => move !== 'acknowledge')
  return (
    <>
      <div className="errand-acts">
        {row.mine.includes('acknowledge') ? (
          <button
            type="button"
            className="button button-primary"
            disabled={acknowledge.isPending}
            onClick={() => acknowledge.mutate({ input: { assignmentId: row.assignmentId } })}
          >
            {t('assign.acknowledge')}
          </button>
        ) : null}
        {moves.map((move) => (
          <button
            key={move}
            type="button"
            className={
              FIRST.has(move) && !row.mine.includes('acknowledge')
                ? 'button button-primary'
                : 'button'
            }
            onClick={() => props.act({ move, row })}
          >
            {t(LABELS[move])}
          </button>
        ))}
      </div>
      {acknowledge.error === null ? null : <Refused error={acknowledge.error} write />}
    </>
  )
}

function Story({ assignmentId }: { assignmentId: string }): ReactElement {
  const read = useRead('readAssignment', { assignmentId })
  return (
    <Loaded read={read}>
      {(data) => (
        <div>
          {data.acts.map((act, i) => (
            <div key={`${act.kind}${i}`} className="story-line">
              <strong>{say(ACT_WORDS[act.kind] ?? { zh: act.kind, en: act.kind })}</strong>{' '}
              <span className="muted small">
                {act.on} {asWritten(act.by)}
              </span>
              {act.words === '' ? null : <p>{asWritten(act.words)}</p>}
              <div className="errand-photos">
                {act.photos.map(({ photoId, name }) => (
                  <Photo key={photoId} of={{ assignmentId, photoId }} name={name} />
                ))}
              </div>
            </div>
          ))}
          {data.children.map((child) => (
            <p key={child.assignmentId} className="small">
              {asWritten(child.to.name)} <Tag>{say(ASSIGNMENT_WORDS[child.state])}</Tag>
            </p>
          ))}
        </div>
      )}
    </Loaded>
  )
}

function Photo(props: {
  of: { assignmentId: string; photoId: string }
  name: string
}): ReactElement {
  const { url } = addressOf('readAssignmentPhoto', props.of)
  return (
    <a href={url} download={props.name}>
      <img src={url} alt={props.name} />
    </a>
  )
}
