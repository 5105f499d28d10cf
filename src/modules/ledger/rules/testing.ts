import fc from 'fast-check'
import { formatYuan } from '../../../kernel/money.ts'
import type { Given } from './fill.ts'
import { isAmount, type Template } from './template.ts'

/* Random documents for a template, for properties. */

const size = fc.bigInt({ min: 1n, max: 10n ** 14n })

/** A document whose fields are of the right kinds; amounts may still contradict each other. */
export function givenFor(template: Template): fc.Arbitrary<Given> {
  const parts = Object.entries(template.fields).map(([name, field]) => {
    const value =
      field.type === 'money'
        ? size.map(formatYuan)
        : field.type === 'quantity'
          ? fc.integer({ min: 1, max: 999_999 }).map(String)
          : field.type === 'account-choice'
            ? fc.constantFrom(...(field.options ?? []))
            : fc.constant(`${name}-1`)
    // Parties are always there: which accounts need them depends on the choices.
    const optional = !field.required && (isAmount(field) || field.type === 'account-choice')
    return (optional ? fc.option(value, { nil: undefined }) : value).map(
      (said) => [name, field, said] as const,
    )
  })
  return fc.tuple(...parts).map((said) => {
    const pick = (amounts: boolean) =>
      Object.fromEntries(
        said.flatMap(([name, field, value]) =>
          value === undefined || isAmount(field) !== amounts ? [] : [[name, value]],
        ),
      )
    return { amounts: pick(true), parties: pick(false) }
  })
}
