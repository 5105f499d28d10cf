import { type Text, text } from '../../../kernel/text.ts'
import type { Lock, Process, Step } from '../model.ts'
import { stepOf } from './standing.ts'

/** What a lock fixes, in words, with the step it is about. */
export function sayHeld(shipped: Process, { step: key, holds }: Lock): Text {
  const step = stepOf(shipped, key)
  if (step === undefined) return text(key, key)
  const what = sayThing(shipped, step, holds)
  return text(`“${step.title.zh}”${what.zh}`, `“${step.title.en}” ${what.en}`)
}

/** The same without the name of the step: for a place where the step is plain. */
export function sayThing(shipped: Process, step: Step, holds: Lock['holds']): Text {
  const titleOf = (key: string): Text =>
    key === 'open'
      ? text('发起人', 'whoever opened the case')
      : (stepOf(shipped, key)?.title ?? text(key, key))
  switch (holds.kind) {
    case 'step':
      return text('须保留,适用情形不得缩小', 'stays, and is asked for no less often')
    case 'after': {
      const other = titleOf(holds.step)
      return text(`须在“${other.zh}”之后`, `comes after “${other.en}”`)
    }
    case 'wait': {
      const unit = step.wait?.working === true ? ['个工作日', 'working days'] : ['天', 'days']
      return text(
        `须等待不少于 ${holds.days} ${unit[0]}`,
        `waits no less than ${holds.days} ${unit[1]}`,
      )
    }
    case 'due': {
      const unit = step.due?.working === true ? ['个工作日', 'working days'] : ['天', 'days']
      return text(`须在 ${holds.days} ${unit[0]}内办理`, `is done within ${holds.days} ${unit[1]}`)
    }
    case 'demand':
      return sayDemand(step, holds)
    case 'event': {
      const field = step.form.find(({ key }) => key === holds.field)
      return text(
        `须填写“${field?.title.zh ?? holds.field}”`,
        `writes down “${field?.title.en ?? holds.field}”`,
      )
    }
    case 'paper': {
      const paper = step.papers.find(({ kind }) => kind === holds.paper)
      return text(
        `须有“${paper?.title.zh ?? holds.paper}”`,
        `needs “${paper?.title.en ?? holds.paper}”`,
      )
    }
    case 'evidence':
      return text('须由系统核对属实', 'is proved by the records of the product')
    case 'signers':
      return text('签署人不得减少', 'is signed by no fewer persons')
    case 'apart': {
      const other = titleOf(holds.step)
      return text(
        holds.step === 'open' ? '不得由发起人本人办理' : `不得与“${other.zh}”同一人办理`,
        holds.step === 'open'
          ? 'is not done by whoever opened the case'
          : `is not done by who did “${other.en}”`,
      )
    }
  }
}

function sayDemand(step: Step, holds: Extract<Lock['holds'], { kind: 'demand' }>): Text {
  const demand = step.demands.find(({ rule }) => rule === holds.rule)
  if (demand === undefined) return text(holds.rule, holds.rule)
  return holds.share === null
    ? text(`:${demand.text.zh}`, `: ${demand.text.en}`)
    : text(
        `:${demand.text.zh};最低不得低于 ${holds.share}`,
        `: ${demand.text.en}; no less than ${holds.share}`,
      )
}
