import { readRequisitionNumber } from 'shared-schema/domain/requisition/number.ts'

/** Year, type and running number, however the ERP separates and pads them. */
const ERP_KEY = /^(\d{2})[\s./-]*([0-9A-Z]{4})[\s./-]*(\d{1,6})$/

/**
 * The number people know a document of the ERP by: `25 20CT 279` and `2520CT000279` are `25-20CT-000279`. What has no such form is kept as
 * it is written there.
 */
export function requisitionNumberOf(erpKey: string): string {
  const key = erpKey.trim().toUpperCase()
  const [, year, type, running] = ERP_KEY.exec(key) ?? []
  if (year === undefined || type === undefined || running === undefined) return erpKey.trim()
  return readRequisitionNumber(`${year}-${type}-${running.padStart(6, '0')}`) ?? erpKey.trim()
}
