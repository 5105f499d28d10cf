import type { z } from 'zod'
import type { Fault } from './refusal.ts'
import { type Text, text } from './text.ts'

/** What each of our own checks says when it fails. Keys are the `error` words of the schemas. */
const SAID: Readonly<Record<string, Text>> = {
  yuan: text(
    '金额应为最多两位小数的元,如 1234.50',
    'must be yuan with at most two decimals, like 1234.50',
  ),
  yuan_negative: text('金额不能为负', 'the amount must not be negative'),
  yuan_zero: text('金额应大于零', 'the amount must be above zero'),
  fraction: text(
    '应为分数(如 31/100)或最多六位小数',
    'must be a fraction like 31/100 or a decimal of at most six places',
  ),
  date: text('日期应为 YYYY-MM-DD', 'must be a date YYYY-MM-DD'),
  id: text('编号格式不对', 'is not an id'),
  empty: text('不能为空', 'must not be empty'),
  control_character: text('含有不可见的控制字符', 'contains a control character'),
  weight_negative: text('权重不能为负', 'the weight must not be negative'),
  weights_all_zero: text('权重不能全为零', 'the weights must not all be zero'),
  duplicate_id: text('编号重复', 'the id occurs twice'),
  duplicate_key: text('键重复', 'the key occurs twice'),
}

/** Adds a module's own check words; two meanings for one word are a bug. */
export function sayFaults(words: Readonly<Record<string, Text>>): void {
  for (const [key, value] of Object.entries(words)) {
    const known = SAID[key]
    if (known !== undefined && known.en !== value.en)
      throw new Error(`fault word ${key} said twice`)
    ;(SAID as Record<string, Text>)[key] = value
  }
}

/** `$.holders[3].paid`: the place of a fault in the caller's own document. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, step) => {
    if (typeof step === 'number') return `${before}[${step}]`
    const name = String(step)
    return /^[A-Za-z_]\w*$/.test(name) ? `${before}.${name}` : `${before}[${JSON.stringify(name)}]`
  }, '$')
}

/** Every fault of a parsed document, each with its place and a sentence in both languages. */
export function faultsOf(error: z.core.$ZodError): Fault[] {
  return error.issues.flatMap((issue) => faultOf(issue))
}

function faultOf(issue: z.core.$ZodIssue): Fault[] {
  const path = jsonPath(issue.path)
  const said = SAID[issue.message]
  if (said !== undefined) return [{ path, text: said }]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: jsonPath([...issue.path, key]),
        text: text('没有这个字段', 'unknown field'),
      }))
    case 'invalid_type':
      return issue.input === undefined
        ? [{ path, text: text('缺少', 'is missing') }]
        : [{ path, text: text(`类型应为 ${issue.expected}`, `must be of type ${issue.expected}`) }]
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return [{ path, text: text(`只能是:${values}`, `must be one of: ${values}`) }]
    }
    case 'too_small':
      return [
        {
          path,
          text: text(`太小或太短,至少 ${issue.minimum}`, `too small, at least ${issue.minimum}`),
        },
      ]
    case 'too_big':
      return [
        {
          path,
          text: text(`太大或太长,至多 ${issue.maximum}`, `too big, at most ${issue.maximum}`),
        },
      ]
    case 'invalid_union': {
      const nested = issue.errors.map((branch) => branch.flatMap((inner) => faultOf(inner)))
      const best = nested.toSorted((a, b) => a.length - b.length)[0]
      return best === undefined || best.length === 0
        ? [{ path, text: text('格式不对', 'has the wrong form') }]
        : best.map((f) => ({ ...f, path: path + f.path.slice(1) }))
    }
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'not_multiple_of':
      return [{ path, text: text('格式不对', 'has the wrong form') }]
  }
}
