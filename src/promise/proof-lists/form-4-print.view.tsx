import type { FC } from 'hono/jsx';
import type { Sheet } from '../../platform/sheets/xlsx-writer.ts';

// Form 4, landscape, as the unit signs it.
// Basis: 本市设定：实施方案附件 4（证明事项汇总表）
export const FormFourPrintView: FC<{ sheet: Pick<Sheet, 'header' | 'rows'>; agency: string; on: string }> = ({
  sheet,
  agency,
  on,
}) => (
  <>
    <section class="form-four" tabindex={0} aria-label="证明事项汇总表">
      <h1>证明事项汇总表</h1>
      <p>
        填报单位：{agency}　　填报日期：{on}
      </p>
      <table>
        <thead>
          <tr>
            {sheet.header.map((label) => (
              <th scope="col">{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((cells) => (
            <tr>
              {cells.map((text) => (
                <td>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>负责人（签字）：　　　　　　　　　单位（盖章）：</p>
    </section>
    <p class="row no-print">
      <button type="button" data-print hidden>
        打印
      </button>
      <a class="button plain" href="/desk/matter-proposals">
        返回
      </a>
    </p>
  </>
);
