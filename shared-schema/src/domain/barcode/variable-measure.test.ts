import { expect, test } from 'vitest'
import { checkDigit } from './gtin.ts'
import {
  isVariableMeasureTemplate,
  readVariableMeasure,
  type VariableMeasureTemplate,
} from './variable-measure.ts'

const grams: VariableMeasureTemplate = {
  prefix: '21',
  itemDigits: 5,
  valueDigits: 5,
  kind: 'weight',
  decimals: 3,
}
const prices: VariableMeasureTemplate = {
  prefix: '22',
  itemDigits: 5,
  valueDigits: 5,
  kind: 'price',
  decimals: 2,
}
const special: VariableMeasureTemplate = {
  prefix: '219',
  itemDigits: 4,
  valueDigits: 5,
  kind: 'quantity',
  decimals: 0,
}
const ean = (body: string) => body + checkDigit(body)

test('BC-06 a scale label is read by the configured template, in thousandths', () => {
  expect(readVariableMeasure(ean('210043101250'), [prices, grams])).toEqual({
    itemCodes: ['2100431', ean('210043100000'), '00431'],
    quantity: 1250,
    checkDigitBad: false,
  })
})

test('BC-06 the longest prefix wins, whatever the order of the templates', () => {
  expect(readVariableMeasure(ean('219043100012'), [grams, special])?.quantity).toBe(12_000)
  expect(readVariableMeasure(ean('219043100012'), [special, grams])?.quantity).toBe(12_000)
})

test('BC-06 a price label names the article and leaves the quantity open', () => {
  expect(readVariableMeasure(ean('220043100999'), [prices])?.quantity).toBeUndefined()
})

test('BC-06 without a fitting template nothing is guessed, and a wrong check digit is told', () => {
  expect(readVariableMeasure(ean('230043101250'), [grams])).toBeUndefined()
  expect(readVariableMeasure('21004310125', [grams])).toBeUndefined()
  const right = ean('210043101250')
  const wrong = right.slice(0, 12) + ((Number(right[12]) + 1) % 10)
  expect(readVariableMeasure(wrong, [grams])?.checkDigitBad).toBe(true)
})

test('BC-06 a template must make 13 digits with the check digit', () => {
  expect(isVariableMeasureTemplate(grams)).toBe(true)
  expect(isVariableMeasureTemplate({ ...grams, valueDigits: 4 })).toBe(false)
  expect(isVariableMeasureTemplate({ ...grams, prefix: '86' })).toBe(false)
  expect(isVariableMeasureTemplate({ ...grams, itemDigits: 0, valueDigits: 10 })).toBe(false)
})
