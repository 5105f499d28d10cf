import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea } from '../../ui/field.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { optionsOf, TOPIC_WORDS } from './words.ts'

type Ledger = Out<'readMobilisation'>
type Question = Ledger['questions'][number]

const done = (): void => undefined

/** A doubt, with the household that raised it if it wants to be named, and the answer if there was one. */
export function QuestionDialog(props: {
  projectId: string
  ledger: Ledger
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [household, setHousehold] = useState('')
  const [question, setQuestion] = useState('')
  const [answer, setAnswer] = useState('')
  const [on, setOn] = useState<string>(clock.today)
  return (
    <WriteDialog
      title={t('mob.addQuestion')}
      confirm={t('common.save')}
      verb="recordQuestions"
      input={
        question.trim() === '' || on === ''
          ? null
          : {
              projectId: props.projectId,
              rows: [
                {
                  householdId: household === '' ? null : household,
                  question: question.trim(),
                  raisedOn: on,
                  answer: answer.trim(),
                },
              ],
            }
      }
      close={props.close}
      onDone={done}
    >
      {(faults) => (
        <>
          <SelectField
            label={t('mob.head')}
            value={household}
            placeholder={t('common.none')}
            options={props.ledger.rows.map((row) => ({
              value: row.householdId,
              label: asWritten(`${row.headName} ${row.number}`),
            }))}
            onChange={setHousehold}
          />
          <DayField label={t('mob.on')} value={on} max={clock.today} onChange={setOn} />
          <TextArea
            label={t('mob.question')}
            rows={2}
            value={question}
            error={faults.at('question')}
            onChange={setQuestion}
          />
          <TextArea label={t('mob.answer')} rows={3} value={answer} onChange={setAnswer} />
        </>
      )}
    </WriteDialog>
  )
}

/** Answers a doubt; what other villages answered lies beside it. */
export function AnswerDialog(props: {
  projectId: string
  question: Question
  close: () => void
}): ReactElement {
  const t = useT()
  const bank = useRead('listQuestionBank', {})
  const [answer, setAnswer] = useState(props.question.answer ?? '')
  const rows = bank.data?.rows ?? []
  return (
    <WriteDialog
      title={t('mob.answerIt')}
      confirm={t('common.save')}
      verb="answerQuestion"
      input={
        answer.trim() === ''
          ? null
          : {
              projectId: props.projectId,
              questionId: props.question.id,
              answer: answer.trim(),
            }
      }
      close={props.close}
      onDone={done}
    >
      {(faults) => (
        <>
          <p>
            <strong>{asWritten(props.question.question)}</strong>
          </p>
          <TextArea
            label={t('mob.answer')}
            rows={4}
            value={answer}
            error={faults.at('answer')}
            onChange={setAnswer}
          />
          {rows.length === 0 ? null : (
            <SelectField
              label={t('mob.bank')}
              value=""
              placeholder={t('common.none')}
              options={rows.map((row) => ({ value: row.id, label: asWritten(row.question) }))}
              onChange={(id) => setAnswer(rows.find((row) => row.id === id)?.answer ?? answer)}
            />
          )}
        </>
      )}
    </WriteDialog>
  )
}

/** Gives a question and its answer to the whole county, in general words. */
export function ShareDialog(props: {
  projectId: string
  question: Question
  close: () => void
}): ReactElement {
  const t = useT()
  const [topic, setTopic] = useState<In<'shareQuestion'>['topic']>('other')
  const [question, setQuestion] = useState(props.question.question)
  const [answer, setAnswer] = useState(props.question.answer ?? '')
  return (
    <WriteDialog
      title={t('mob.share')}
      confirm={t('mob.share')}
      verb="shareQuestion"
      input={
        question.trim() === '' || answer.trim() === ''
          ? null
          : {
              projectId: props.projectId,
              topic,
              question: question.trim(),
              answer: answer.trim(),
            }
      }
      close={props.close}
      onDone={done}
    >
      {(faults) => (
        <>
          <p className="muted">{t('mob.shareHint')}</p>
          <SelectField
            label={t('mob.topic')}
            value={topic}
            options={optionsOf(TOPIC_WORDS, say)}
            onChange={(value) => setTopic(value as typeof topic)}
          />
          <TextArea
            label={t('mob.question')}
            rows={2}
            value={question}
            error={faults.at('question')}
            onChange={setQuestion}
          />
          <TextArea
            label={t('mob.answer')}
            rows={4}
            value={answer}
            error={faults.at('answer')}
            onChange={setAnswer}
          />
        </>
      )}
    </WriteDialog>
  )
}
