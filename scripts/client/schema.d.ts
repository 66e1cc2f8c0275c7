// Made by npm run client from docs/api/openapi.json. Agencies copy it beside src/client; nobody edits it.
export interface paths {
    "/api/v1/agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登记一个单位 */
        post: operations["addAgency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{code}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 申请签发一个接口密钥；由另一人复核后签发，密钥向复核人显示一次 */
        post: operations["askApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{code}/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 为单位添加用户 */
        post: operations["addStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{code}/succession": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登记单位撤并更名：自何日起由何单位承继其职权 */
        post: operations["recordAgencySuccession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 行政复议和行政诉讼，新登记的在前 */
        get: operations["listAppeals"];
        put?: never;
        /** 登记行政复议或行政诉讼：即时标注；停止执行的，核查转人工复核，措施中止 */
        post: operations["enterAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appeals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一件复议或诉讼及其经过 */
        get: operations["showAppeal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appeals/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 办结；撤销的，名单和记录随即撤销，不因再次报送而恢复 */
        post: operations["closeAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appeals/{id}/end-stay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复执行 */
        post: operations["endStayAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appeals/{id}/stay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 停止执行：核查转人工复核，措施中止 */
        post: operations["stayAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位提出的和向本单位提出的协查，先到期的在前；登记机构、审计可见全部 */
        get: operations["listAssistance"];
        put?: never;
        /** 向知情单位提出协查请求：一个当事人、一句话、一件事 */
        post: operations["askAssistance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistance-statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 协查月度考核：各单位被请求、按期、逾期、扣分；各单位均可查看 */
        get: operations["countAssistance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistance-statistics.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 协查月度考核，CSV */
        get: operations["downloadAssistanceCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistance-statistics.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 协查月度考核，电子表格 */
        get: operations["downloadAssistanceXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistance/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一件协查：问题、期限、反馈；自然人的姓名、号码已遮盖 */
        get: operations["showAssistance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistance/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 被协查单位反馈：相符、不符或无法核实，写明情况和依据 */
        post: operations["replyToAssistance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistance/{id}/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 被协查单位凭用途查看当事人的完整姓名和证件号码；留下审计记录 */
        post: operations["showAssistanceIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistance/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 不属本单位：退回请求单位，写明原因；不计入考核 */
        post: operations["giveBackAssistance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistance/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 请求单位撤回尚未反馈的协查 */
        post: operations["withdrawAssistance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询审计记录（查询本身亦留痕） */
        get: operations["listAuditLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 审计记录的签名检查点，供各单位存证；不含任何主体信息 */
        get: operations["listCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 验证检查点的公钥；请另经可信途径核对一次 */
        get: operations["showTrailKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 按检查点的次序逐行取出已签名的审计记录，供自行验证 */
        get: operations["listLeaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/proofs/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 证明较早的检查点是较晚者的开头 */
        get: operations["showConsistencyProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/proofs/inclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 证明一行审计记录在最新检查点之中 */
        get: operations["showInclusionProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/unusual": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一日之内超过阈值的个人查询：次数、夜间、同一办件多主体、反复查询同一主体 */
        get: operations["listUnusualAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authorisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位登记的本人授权（不含姓名、号码） */
        get: operations["listAuthorisations"];
        put?: never;
        /** 登记一份本人授权：谁授权本单位、为何目的、起止日期、授权书扫描件 */
        post: operations["recordAuthorisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authorisations/{id}/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看授权书扫描件（留痕） */
        get: operations["showAuthorisationScan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authorisations/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 本人撤回授权：随时可以，不必说明理由，立即生效 */
        post: operations["withdrawAuthorisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位的批次，新的在前 */
        get: operations["listBatches"];
        put?: never;
        /**
         * 上传一个文件（CSV、TSV、XLSX、JSON 数组、NDJSON、它们的 zip，或含一个 file 的表单）
         * @description 返回 202 即表示文件已加密落库；逐行校验与入库由后台完成，用 GET /batches/{id} 查看进度。
         */
        post: operations["uploadBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个批次的状态、计数与进度 */
        get: operations["showBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 停止处理；已入库的行保留 */
        post: operations["cancelBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认整表覆盖：撤回文件未列明的记录 */
        post: operations["confirmBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}/errors.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 退回的行原样加“错误原因”一列，改正后可直接再报（下载留痕） */
        get: operations["downloadBatchErrorsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}/errors.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 逐行的退回、待核实与提示（个人信息已遮蔽） */
        get: operations["listBatchErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}/errors.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 退回的行原样加“错误原因”一列，电子表格（下载留痕） */
        get: operations["downloadBatchErrorsXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 处理进度的事件流（Server-Sent Events）
         * @description 先给出当前状态，此后有变化即发 progress（数据为批次 JSON），结束时发 end；每 15 秒一个心跳注释。连接最长五分钟，EventSource 会自动重连，重连后仍先给出当前状态（无需按 Last-Event-ID 补发）。
         */
        get: operations["followBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 已载入的年度节假日与调休安排 */
        get: operations["listCalendarYears"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 起草一年的节假日与调休安排；由另一名登记员批准后施行，涉及该年的办理期限随即重新计算 */
        put: operations["draftCalendarYear"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 全部归集目录
         * @description 各目录现行版次的字段、代码表、业务主键、公开属性、保存期限、更新频次与依据。无需登录。
         */
        get: operations["listCatalogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogs/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一个归集目录
         * @description 按代码查询一个目录的现行版次。无需登录。
         */
        get: operations["showCatalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogs/{code}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位在该目录的列名对应 */
        get: operations["showColumnMapping"];
        /**
         * 保存本单位的列名对应，以后上传自动套用
         * @description 整体替换。已受理的批次仍用受理时的版本。依法不得归集的列（电话、住址、银行账号等）不能对应，总是丢弃。
         */
        put: operations["saveColumnMapping"];
        post?: never;
        /** 停用列名对应，恢复使用目录列名 */
        delete: operations["removeColumnMapping"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogs/{code}/template.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * CSV 填报模板
         * @description 带 BOM 的 UTF-8；必填列名后有 *；第二行是虚构示例，填报时请覆盖。无需登录。
         */
        get: operations["downloadCatalogTemplateCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogs/{code}/template.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * XLSX 填报模板
         * @description 各列均为文本格式，代码表各列有下拉列表；必填列名后有 *；第二行是虚构示例，填报时请覆盖；第二张表是逐列的填写说明。无需登录。
         */
        get: operations["downloadCatalogTemplateXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 措施、期限与参数、严重失信名单、节假日安排的变更，最新在前 */
        get: operations["listChanges"];
        put?: never;
        /** 起草一项变更；由另一名登记员批准后才生效 */
        post: operations["draftChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一项变更，逐项写明原为、改为 */
        get: operations["showChange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/{id}/affected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 该草案涉及的主体，以此刻的数据为准，留痕
         * @description 自然人只显示遮盖后的姓名。
         */
        get: operations["listAffectedSubjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批准变更，不得由起草人批准；批准即写入现行规定 */
        post: operations["approveChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/{id}/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 按现有数据计算该变更涉及多少主体；不改变任何数据 */
        post: operations["simulateChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回草案 */
        post: operations["withdrawChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位的核查记录 */
        get: operations["listChecks"];
        put?: never;
        /** 核查申请人可否适用告知承诺制 */
        post: operations["runCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看一次核查及其事实 */
        get: operations["showCheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks/{no}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 经办人确认 */
        post: operations["confirmCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks/{no}/recheck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重新核查同一主体与事项，说明与原核查的不同 */
        post: operations["repeatCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks/as-of": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 按当时所知，核查会得出什么结果（仅供了解，无编号与回执） */
        post: operations["runCheckAsOf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量核查（至多一万条），逐条给出结果或错误 */
        post: operations["runChecks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks/recalls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 依据已撤销、被异议，或按现在所知结果应有不同的核查，须告知申请人 */
        get: operations["listCheckRecalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks/turned-by-stale-feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 近三十日仅因数据未更新而转为人工复核的核查次数，按目录 */
        get: operations["listTurnedChecks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commitments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位的告知承诺；登记机构、审计可见全部 */
        get: operations["listCommitments"];
        put?: never;
        /** 由当日、已确认、可以适用的核查出具告知承诺书 */
        post: operations["draftCommitment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commitments/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一份告知承诺书：全文、签名、全国归集 20 项；未办结的附现在的信用状况变化 */
        get: operations["showCommitment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commitments/{no}/handle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 以承诺办结：登记系统随即写入信用承诺信息（履行中） */
        post: operations["closeCommitment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commitments/{no}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 手机签署页的一次性网址，三十分钟内有效；出示成二维码 */
        post: operations["issueCommitmentLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commitments/{no}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 申请人不选择承诺：按一般程序办理，不留不良记录，不通知任何单位 */
        post: operations["refuseCommitment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commitments/{no}/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 书面签署的扫描件；附带的拍摄地点等信息在收存时已去除 */
        get: operations["showCommitmentScan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commitments/{no}/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登记签署：书面的附扫描件，电子的附公钥和签名 */
        post: operations["signCommitment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commitments/{no}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 申请人撤回承诺：按一般程序办理，不留不良记录，不通知任何单位 */
        post: operations["withdrawCommitment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 投诉：登记机构、审计可见全部，单位只见交办给自己的 */
        get: operations["listComplaints"];
        put?: never;
        /** 登记热线或其他系统收到的投诉；编号和查询码告知投诉人 */
        post: operations["enterComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一件投诉及其经过；原文和联系方式只有登记机构能看到 */
        get: operations["showComplaint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints/{no}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 受理 */
        post: operations["acceptComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints/{no}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 被投诉单位答复 */
        post: operations["answerComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints/{no}/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 交办被投诉单位，限期答复 */
        post: operations["askComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints/{no}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 认定不属实，办结 */
        post: operations["dismissComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints/{no}/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 查实 */
        post: operations["findComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints/{no}/forward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 不属受理范围，转送有权机关 */
        post: operations["forwardComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints/{no}/mend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认已整改，办结 */
        post: operations["mendComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints/{no}/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 通报并责令限期整改 */
        post: operations["orderComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints/{no}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 单位报告整改 */
        post: operations["reportComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints/{no}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 转有权机关（转办通知书），办结 */
        post: operations["transferComplaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/complaints/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 各月收到、转送、交办、查实、整改、转办的件次；不填日期为最近十二个月 */
        get: operations["countComplaints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个订阅的投递记录 */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一次投递及其每次尝试 */
        get: operations["showDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 异议，先到期的在前 */
        get: operations["listDisputes"];
        put?: never;
        /** 提出异议：即时标注并转来源单位 */
        post: operations["raiseDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/disputes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一件异议及其经过 */
        get: operations["showDispute"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/disputes/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 异议不成立：取消标注，须说明理由 */
        post: operations["dismissDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/disputes/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 延长处理期限，须说明理由，限一次 */
        post: operations["extendDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/disputes/{id}/uphold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 异议成立：删除、更正、补充或停止披露 */
        post: operations["upholdDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/disputes/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 异议人撤回异议 */
        post: operations["withdrawDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drop-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 定时取件的来源，及最近一次查看的结果 */
        get: operations["listDropSources"];
        put?: never;
        /**
         * 添加一个来源：文件夹，或兼容 S3 的存储桶
         * @description 每分钟查看一次。写完的文件以该单位的名义报送，处理结束后在旁边写回 名称.done.json 或 名称.error.json（退回的行另见 名称.error.csv），原件移入 .done/ 或 .error/（存储桶为 done/、error/）。名称以点开头或以 .tmp、.part 结尾的文件不取。
         */
        post: operations["addDropSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drop-sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 删除一个来源；已报送的批次保留，放着的文件不动 */
        delete: operations["removeDropSource"];
        options?: never;
        head?: never;
        /** 暂停、恢复或修改一个来源 */
        patch: operations["changeDropSource"];
        trace?: never;
    };
    "/api/v1/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 按 seq 顺序拉取通知，可长轮询 */
        get: operations["readFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feed/ack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认 upTo 及以前的通知均已收妥 */
        post: operations["acknowledgeFeed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 各单位各目录的报送情况：最近有效报送、最迟应报日、逾期工作日
         * @description 登记机构与审计可见全部，报送单位只见本单位。
         */
        get: operations["listFeeds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feeds/{agency}/{catalog}/frequency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 为一个单位的一个目录单独设定报送频次（留痕） */
        put: operations["setFeedFrequency"];
        post?: never;
        /** 取消单独设定，恢复该目录的通用频次（留痕） */
        delete: operations["removeFeedFrequency"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feeds/{catalog}/zero-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 零报告：本单位在该目录本期间没有应报信息（留痕）
         * @description 该报送项视为有效至期间止日，窗口核查不因此转人工复核，月度考核计为按时报送；不计入收到行数与完整率。以后有数据照常上传。
         */
        post: operations["fileZeroReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feeds/scorecards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 各单位的月度报送考核：得分、退回率、迟报率、完整率、双公示及时率
         * @description 登记机构与审计可见全部，报送单位只见本单位。当月数据算到昨日。
         */
        get: operations["listScoreCards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feeds/scorecards.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 月度报送考核，电子表格 */
        get: operations["downloadScoreCards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/field-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位的上门核查和线索；登记机构、审计可见全部 */
        get: operations["listFieldReports"];
        put?: never;
        /** 登记上门核查或者线索；请带 Idempotency-Key，断线重发只记一次 */
        post: operations["recordFieldReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/field-reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一份上门核查或者线索 */
        get: operations["showFieldReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/field-reports/{id}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 所附照片；附带的位置等信息在收存时已去除 */
        get: operations["showFieldReportPicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/knowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 谁在何时知道什么（仅供审计）：每项事实的成立与获知时间、报送来源、被谁看到 */
        post: operations["queryKnowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 查询一个主体的信用档案 */
        post: operations["queryCreditFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 由一人提出、须另一人复核的授权，最近提出的在前 */
        get: operations["listGrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 复核：角色即时生效，该人员须重新登录；接口密钥此时签发，只显示这一次 */
        post: operations["confirmGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 退回：不予授权；提出人也可以自己撤回 */
        post: operations["refuseGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 全部接口密钥：范围、期限与最近使用 */
        get: operations["listApiKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 吊销一个接口密钥 */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 申请更换一个接口密钥；复核后新旧两个同时可用一段时间 */
        post: operations["askKeyRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 严重失信与荣誉名单，先变化的在前
         * @description 组织名单供各单位查询；自然人名单仅供承担该名单措施的单位查询，须说明用途并留痕。
         */
        get: operations["listListings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 延长名单管理期（规定许可的），或另定惩戒措施期限 */
        post: operations["extendListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}/removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 提前移出一条名单记录
         * @description 移出事由（removalGround）见 GET /severe-lists 的 grounds；移出后归档，其记录不再公示、共享。该名单不允许的事由、未满等待期的，答 202：名单照旧，待登记机构凭文书确认，其间核查转人工复核，等待期满的自动移出。未说明事由的照办，记为 unstated。认定有误的，请办理撤销（revocations）。
         */
        post: operations["removeListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}/repair-notice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一条在列名单的信用修复告知书，供认定单位、登记机构与列入决定一并送达 */
        get: operations["showRepairNotice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}/restorations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 恢复列入：提前移出或者撤销不能成立的，恢复原列入，原期限继续计算
         * @description 提前移出以虚假材料取得的，予以恢复。已撤销、经异议删除的决定不因再次报送而恢复，只由此恢复；此时 documentNo（依据文书号）必填。
         */
        post: operations["restoreListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}/revocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 撤销一条名单记录（认定错误，视为自始未列入）
         * @description 随时可以办理，期满或者提前移出以后也可以（此时须填写 version）；除审计人员外不再显示，依其作出的核查由系统告知原查询单位。
         */
        post: operations["revokeListing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/listings/{id}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 记录当事人的陈述申辩与核实结果 */
        post: operations["recordStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matter-editions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 事项目录历次版本，新的在前 */
        get: operations["listMatterEditions"];
        put?: never;
        /**
         * 导入事项目录（XLSX、CSV、JSON），逐行给出结果
         * @description 同一文件再次导入不产生新版本。整表替换时只要有一行退回，就什么也不写入。
         */
        post: operations["importMatters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matter-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位的清理事项；两家审核机构可见已提交的，登记机构、审计可见全部 */
        get: operations["listMatterProposals"];
        put?: never;
        /** 登记本单位索要的一项证明及拟处理意见 */
        post: operations["draftMatterProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matter-proposals/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一项清理事项：内容、提示、历次意见、决定 */
        get: operations["showMatterProposal"];
        /** 修改草拟的或者被退回的清理事项 */
        put: operations["changeMatterProposal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matter-proposals/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登记领导小组的决定，一并公布为一个新版事项目录；核查随即依新版作答 */
        post: operations["enterMatterDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matter-proposals/form-4.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 证明事项汇总表（附件 4） */
        get: operations["downloadMatterProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matter-proposals/offices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 提出审核意见的两家机构 */
        get: operations["listMatterOffices"];
        /** 指定提出审核意见的两家机构 */
        put: operations["setMatterOffices"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matter-proposals/opinions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 审核机构提出意见；两家意见齐备即开始征求意见 */
        post: operations["giveMatterOpinion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matter-proposals/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 退回提出单位修改 */
        post: operations["giveBackMatterProposals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matter-proposals/sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 上传证明事项汇总表（附件 4；XLSX、CSV、JSON），逐行给出结果
         * @description 同一文件再次上传不重复登记；每一行都有答复，退回的行更正后另行上传即可。
         */
        post: operations["uploadMatterProposals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matter-proposals/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提交审核 */
        post: operations["fileMatterProposals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matter-proposals/template.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 证明事项汇总表填报模板 */
        get: operations["downloadMatterProposalTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matter-proposals/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回本单位的清理事项 */
        post: operations["withdrawMatterProposals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询证明事项与涉企许可事项 */
        get: operations["listMatters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matters/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个事项：告知书、承诺书文本与历次版本 */
        get: operations["showMatter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matters/template.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 事项目录 CSV 填报模板 */
        get: operations["downloadMatterTemplateCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matters/template.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 事项目录 XLSX 填报模板 */
        get: operations["downloadMatterTemplateXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 惩戒与激励措施清单：现行的，或某一版 */
        get: operations["listMeasures"];
        put?: never;
        /** 起草新一版措施清单，由另一名登记员批准后施行；已发出的通知仍按原版 */
        post: operations["loadMeasures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/measures/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 措施台账：本单位的措施对谁有效、因哪些名单、由谁解除 */
        get: operations["showMeasureLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位收到的通知；解除通知未签收前显示为未确认 */
        get: operations["listNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 同样筛选的通知下载为电子表格（下载留痕）；自然人证件号码遮盖，除非订阅记有法律依据 */
        get: operations["downloadNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一条通知的全部反馈（奖惩案例），含已更正的 */
        get: operations["listFeedback"];
        put?: never;
        /**
         * 反馈措施执行情况；未执行须说明原因
         * @description 反馈不可修改；对同一措施再次反馈即为更正，两条都保留。反馈视同签收。
         */
        post: operations["giveFeedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 调取通知所涉自然人的完整证件号码（全程留痕） */
        post: operations["showIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 签收一条通知 */
        post: operations["signNotice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 一次签收多条通知；不属于本单位的不计 */
        post: operations["signNotices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 更改本人密码；其他登录全部结束，本次登录换新的会话 */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prior-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 列入前告知：登记已送达的告知书，名单进入“已告知、尚未列入”（notified）
         * @description 只限严重失信主体名单。不影响核查，不公示、不推送、不共享，仅认定单位、登记机构、审计人员和当事人本人可见。认定单位随后照常报送列入决定的，该名单即转为在列（编号不变）；决定不列入的，办理撤销（revocations）。
         */
        post: operations["givePriorNotice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promise-statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 告知承诺制工作统计，按事项、单位或月份
         * @description 登记机构与审计可见全部，其他单位只见本单位；起止日期都计入，默认为本月至今。
         */
        get: operations["showPromiseStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promise-statistics.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 告知承诺制工作统计，电子表格
         * @description 登记机构与审计可见全部，其他单位只见本单位；起止日期都计入，默认为本月至今。
         */
        get: operations["downloadPromiseStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promise-statistics/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 统计中一个数字背后的逐条步骤
         * @description 登记机构与审计可见全部，其他单位只见本单位；起止日期都计入，默认为本月至今。
         */
        get: operations["listPromiseMoves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliations/{catalog}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 与来源单位对账：最近一次整表、登记系统所计、每处差异及原因，签名的汇总
         * @description 报送单位看本单位及其承继的单位；登记机构以 agency 指明来源单位。每次查看留痕。
         */
        get: operations["showReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliations/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 验证一份签名的对账汇总是否由本系统签发 */
        post: operations["verifyReconciliation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 待登记机构核实的记录 */
        get: operations["listHeldRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{catalog}/{sourceNo}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位的一条记录（ETag 为版本） */
        get: operations["showRecord"];
        /**
         * 报送或更正一条记录；更正须带 If-Match
         * @description 可放心重发：与现有内容相同的报送答 200，不产生新版本，也不要求 If-Match。两人同时更正同一版本，后到者得 412。
         */
        put: operations["putRecord"];
        post?: never;
        /**
         * 撤回一条记录；由其列入的名单随之移出（事由 withdrawn-by-source），再次报送即重新列入
         * @description 可放心重发：已撤回的记录再撤回仍答 200，不产生新版本。If-Match 可省略。
         */
        delete: operations["withdrawRecord"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/admit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 收录一条待核实的记录，或者凭文书确认一项待核的移出 */
        post: operations["admitRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/corrected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 标注已纠正：已超过最长公示期的，公示随即停止 */
        post: operations["markRecordCorrected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 不予收录一条待核实的记录 */
        post: operations["refuseRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/uncorrected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 标注尚未纠正：最长公示期届满时不自动停止，待认定单位决定 */
        post: operations["markRecordUncorrected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/archived/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 查询已归档的记录（仅供审计）：内容、来源、各版本、何时因何归档 */
        post: operations["queryArchivedRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 修复案件，先到期的在前 */
        get: operations["listRepairs"];
        put?: never;
        /**
         * 申请信用修复（窗口代当事人，或认定单位依职权）
         * @description 材料只登记名称与是否收到，不上传文件。最短公示期未满的，答复最早可申请日期。
         */
        post: operations["applyForRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repairs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一件修复案件及其经过 */
        get: operations["showRepair"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repairs/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 受理（三个工作日内） */
        post: operations["acceptRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repairs/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 延长至十个工作日，须说明理由，限一次 */
        post: operations["extendRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repairs/{id}/grant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 准予修复：即时终止公示、停止共享、解除措施 */
        post: operations["grantRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repairs/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 不予修复，须说明理由 */
        post: operations["refuseRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repairs/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 不予受理，须说明理由 */
        post: operations["rejectRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repairs/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 查实虚假材料：撤销修复，恢复公示与列入 */
        post: operations["restoreRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repairs/{id}/supply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登记补收的材料 */
        post: operations["supplyRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repairs/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 申请人撤回申请 */
        post: operations["withdrawRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位出具的信用报告 */
        get: operations["listReports"];
        put?: never;
        /** 出具一个主体的公共信用信息报告 */
        post: operations["makeReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看一份信用报告（此后不得再展示的内容不再出现） */
        get: operations["showReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看核查规则各版本 */
        get: operations["listRuleSets"];
        put?: never;
        /**
         * 起草一个规则版本
         * @description 草案不生效；先模拟，再由另一名登记员批准。版本号由系统给出，内容一经提交不再改动。
         */
        post: operations["draftRuleSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-sets/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个规则版本 */
        get: operations["showRuleSet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-sets/{version}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 批准草案，不得由起草人批准
         * @description 自生效日零时起对每一次核查有效，无需重启；批准晚于生效日的，自批准之时起有效。
         */
        post: operations["approveRuleSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-sets/{version}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 与另一版本逐条比较 */
        get: operations["compareRuleSets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-sets/{version}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 立即回退到曾经生效的版本
         * @description 生成内容相同的新版本，即刻生效；原版本不改动。须写明理由，一名登记员即可。
         */
        post: operations["rollBackRuleSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-sets/{version}/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 对现有全部主体模拟该版本，与现行版本比较
         * @description 只计数与列名，不改变任何核查。结果连同数据时点留存；名称不符与事项判断随每次核查而定，不在其内。
         */
        post: operations["simulateRuleSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-sets/{version}/simulation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 该版本最近一次模拟 */
        get: operations["showSimulation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-sets/{version}/simulation/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 结论会改变的主体名单，留痕
         * @description 自然人只显示遮盖后的姓名；名单仅在模拟当日可看。
         */
        get: operations["listSimulationTurns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-sets/{version}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回草案或尚未生效的版本 */
        post: operations["withdrawRuleSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 定时任务：时间表、最近一次结果与用时、下次时间、错过次数；各订阅的汇总时间也在内 */
        get: operations["listSchedules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{job}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 立即运行一次（留痕）；与调度器并行安全，已在运行的不重复 */
        post: operations["runSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 为本人绑定身份验证器；已有的须同时给出现有的动态口令或恢复码，没有的须给出现用密码 */
        post: operations["beginSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认绑定，给出恢复码 */
        post: operations["enrolSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登录 */
        post: operations["signIn"];
        /** 退出登录 */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登录的一步：一次性密码或到期的密码换成新密码 */
        post: operations["setDuePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登录的第二步：动态口令或恢复码；首次启用时同时完成绑定，并给出恢复码 */
        post: operations["passSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本人现有的登录，最近使用的在前 */
        get: operations["listOwnSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 结束本人的一次登录 */
        delete: operations["endOwnSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 现行的各项期限与参数，及其依据；更改请起草变更 */
        get: operations["listSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/severe-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 各严重失信主体名单的认定单位、依据、期限与移出条件
         * @description 月数为设定表中现行的数值。
         */
        get: operations["listSevereLists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 人员，先添加的在前 */
        get: operations["listPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一名人员及其经过：何时由谁添加、授权、调动、停用 */
        get: operations["showPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 停用：即时不能登录，待复核的授权失效 */
        post: operations["disablePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复使用；不带任何角色，由安全管理员另行授权 */
        post: operations["enablePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/give-roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 授予角色；登记、审计与管理角色须另一人复核后生效 */
        post: operations["giveRoles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 调到另一单位；原有角色全部收回，由安全管理员另行授权 */
        post: operations["movePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 以一次性密码代替某一人员的密码；其登录全部结束 */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 解除动态口令绑定（手机与恢复码均已遗失） */
        delete: operations["removeSecondFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 某一人员现有的登录（查询留痕） */
        get: operations["listStaffSessions"];
        put?: never;
        post?: never;
        /** 结束某一人员的全部登录 */
        delete: operations["endStaffSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/take-roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 收回角色，即时生效 */
        post: operations["takeRoles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subjects/merge-candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 疑似同一主体，待登记机构核实
         * @description 来自同一行报送中分属两个主体的号码，以及名称与代码或地区相同的组织；从不因姓名相同而列出自然人。
         */
        get: operations["listMergeCandidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subjects/merge-candidates/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 认定不是同一主体，不再提示 */
        post: operations["dismissMergeCandidate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subjects/merge-candidates/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 将两个主体合并为一个，可撤销 */
        post: operations["mergeSubjects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subjects/merges/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 撤销合并，各归其位
         * @description 合并时移动的号码、记录、名单全部退回；合并后凭被合并主体的号码报来的内容也随之退回，其余留在保留的主体。
         */
        post: operations["undoMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 订阅列表 */
        get: operations["listSubscriptions"];
        put?: never;
        /** 新建订阅；以当前在列名单开篇，签名密钥只显示这一次 */
        post: operations["createSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个订阅 */
        get: operations["showSubscription"];
        put?: never;
        post?: never;
        /** 取消订阅；已有记录保留备查 */
        delete: operations["removeSubscription"];
        options?: never;
        head?: never;
        /** 修改订阅；换接收地址须重新应答 registry.ping */
        patch: operations["changeSubscription"];
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/client-certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 上传推送时出示的客户端证书（双向 TLS）；私钥加密保存，不再显示 */
        put: operations["putClientCertificate"];
        post?: never;
        /** 停用客户端证书并销毁私钥 */
        delete: operations["removeClientCertificate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 投递健康度：积压、最久未送达、成功率与耗时分布 */
        get: operations["showSubscriptionHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 暂停推送；通知照常编号，可从 feed 拉取 */
        post: operations["pauseSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重新推送一段通知；dryRun 只计数 */
        post: operations["replayNotices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复推送 */
        post: operations["resumeSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 更换签名密钥；旧密钥 24 小时内同时签名 */
        post: operations["rotateSubscriptionSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 向接收地址发送一次 registry.ping */
        post: operations["testSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 预览：这样的订阅在一段时间内会收到什么（默认最近 30 天） */
        post: operations["previewSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 督办清单：逾期与将到期的接收或签收、反馈、移出确认、修复同步和协查
         * @description 登记机构与审计可见全部，订阅单位只见本单位；最严重的在前。
         */
        get: operations["listSupervisionItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 督办清单，Word 文档（法人与自然人分列） */
        get: operations["downloadSupervisionDocx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 督办清单，电子表格 */
        get: operations["downloadSupervisionXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 督办函：登记机构与审计可见全部，单位只见发给本单位的 */
        get: operations["listSupervisionLetters"];
        put?: never;
        /** 就一个单位当日的全部逾期事项发出督办函（按年编号，留痕） */
        post: operations["issueSupervisionLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision/letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一份督办函 */
        get: operations["showSupervisionLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision/letters/{id}/letter.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一份督办函，Word 文档 */
        get: operations["downloadSupervisionLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision/letters/{id}/reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 答复督办函（一次，不可修改） */
        post: operations["replyToSupervisionLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 各单位执行统计：系统接收、人工签收、执行、未执行、不适用、逾期、用时中位数
         * @description 登记机构与审计可见全部，订阅单位只见本单位；最严重的在前。
         */
        get: operations["showExecutionStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervision/statistics.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 各单位执行统计，电子表格 */
        get: operations["downloadExecutionStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verification-draws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 历次抽查：种子、范围、比例 */
        get: operations["listVerificationDraws"];
        put?: never;
        /** 随机抽查上次抽查以后办结的承诺，种子留存；承诺的抽查比例不高于未作承诺的 */
        post: operations["drawVerifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verification-draws/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 以留存的种子重新抽取一次，与当时的结果比较 */
        get: operations["repeatVerificationDraw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位承诺的核查，按到期日；登记机构、审计可见全部 */
        get: operations["listVerifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一件核查：期限、经过；核查中的附登记系统现在所知 */
        get: operations["showVerification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/{no}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登记决定和文号；终止办理、撤销行政决定的随即记入虚假承诺信息 */
        post: operations["decideVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/{no}/finding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登记核查结论；不实的只是拟处理意见，不改变信用记录 */
        post: operations["recordVerificationFinding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/{no}/objection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登记当事人对决定的异议 */
        post: operations["objectToVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/{no}/rectification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 责令限期整改 */
        post: operations["orderVerificationRectification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/{no}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 异议不成立，维持决定 */
        post: operations["rejectVerificationObjection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/{no}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回尚未作出决定的核查结论，重新核查 */
        post: operations["reopenVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/{no}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 开始核查 */
        post: operations["startVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/{no}/uphold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 异议成立：决定撤销，虚假承诺信息随之撤回 */
        post: operations["upholdVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/{no}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 自行撤销决定：决定撤销，虚假承诺信息随之撤回 */
        post: operations["withdrawVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 接口文档页面 */
        get: operations["showDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 进程是否存活 */
        get: operations["showHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prometheus 指标，不含任何主体数据 */
        get: operations["showMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本接口文档（OpenAPI 3.1） */
        get: operations["showOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 错误代码说明页面 */
        get: operations["explainProblem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/checks/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 验证一份核查结果单的真伪与效力 */
        get: operations["verifyCheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/checks/{no}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 证明这次核查写入了已签名的审计记录；可自行保存，日后对证 */
        get: operations["showCheckProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 公示哪些名单 */
        get: operations["listPublicLists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/lists/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询一个公示名单（仅公示期内；修复、撤销、到期的即时移出） */
        get: operations["searchPublicList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/lists/{code}/delta.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 自所持版本以来的增量（csv）：先移出（只有编号），后新增与变更 */
        get: operations["downloadPublicDeltaCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/lists/{code}/delta.ndjson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 自所持版本以来的增量（ndjson）：先移出（只有编号），后新增与变更 */
        get: operations["downloadPublicDeltaNdjson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/lists/{code}/manifest.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 当前版本的文件清单：行数、字节数、sha256 */
        get: operations["showPublicManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/lists/{code}/snapshot.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 全量文件（csv），同一版本字节不变，按编号排序 */
        get: operations["downloadPublicSnapshotCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/lists/{code}/snapshot.ndjson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 全量文件（ndjson），同一版本字节不变，按编号排序 */
        get: operations["downloadPublicSnapshotNdjson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/matter-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 正在公开征求意见的清理事项，无需登录 */
        get: operations["listCommentedProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/matters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 公开查询事项目录，无需登录 */
        get: operations["listPublicMatters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/matters/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 公开查看一个事项，无需登录 */
        get: operations["showPublicMatter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/reports/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 验证一份信用报告的真伪与效力 */
        get: operations["verifyReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 可否分发请求：数据库、迁移、定时任务 */
        get: operations["showReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "audit.checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 审计记录的签名检查点，仅发给 filter.topics 要它的订阅 */
        post: operations["receiveCheckpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "credit.assistance.answered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 本单位提出的协查已反馈或被退回 */
        post: operations["receiveAssistanceAnswered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "credit.assistance.asked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 向本单位提出协查、将到期或已撤回 */
        post: operations["receiveAssistanceAsked"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "credit.honour.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 列入守信激励名单，或其事项有变更 */
        post: operations["receiveHonourCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "credit.honour.removed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 移出守信激励名单，并须签收 */
        post: operations["receiveHonourRemoved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "credit.listing.changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 名单事项有变更 */
        post: operations["receiveListingChanged"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "credit.listing.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 列入严重失信主体名单 */
        post: operations["receiveListingCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "credit.listing.removed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 移出名单：解除措施，并须签收 */
        post: operations["receiveListingRemoved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "registry.ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 连通测试：验签后答 2xx，订阅由此生效 */
        post: operations["receivePing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        AffectedSubject: {
            about: string;
            after: string;
            before: string;
            subject: {
                id: number;
                kind: string;
                /** @description 自然人姓名已遮盖 */
                name: string;
                uscc: string | null;
            };
        };
        Agency: {
            catalogs: string[];
            code: string;
            id: number;
            name: string;
            region: string;
            roles: string[];
            uscc: string;
            validFrom: string;
            validUntil: string | null;
        };
        AgencyIn: {
            /**
             * @default []
             * @example [
             *       "administrative-penalty",
             *       "serious-violation"
             *     ]
             */
            catalogs: string[];
            /** @example SCJG */
            code: string;
            /** @example 示例市市场监督管理局 */
            name: string;
            /**
             * @default 000000
             * @example 440300
             */
            region: string;
            roles: ("feeder" | "window" | "subscriber" | "registrar" | "auditor")[];
            /** @description 由更名、撤并而来的单位：所承继的原单位，可沿用其统一社会信用代码 */
            succeeds?: {
                /**
                 * @description 原单位代码
                 * @example GSJ
                 */
                agency: string;
                /**
                 * Format: date
                 * @description 自此日起承继，原单位停用
                 * @example 2027-01-01
                 */
                from: string;
            };
            /** @example 114403000075500130 */
            uscc: string;
            /** Format: date */
            validFrom?: string;
            /** Format: date */
            validUntil?: string;
        };
        ApiKeyAsked: {
            agency: string;
            /**
             * Format: uuid
             * @description 授权编号：由另一人以 POST /grants/{id}/confirm 复核，密钥届时显示
             */
            id: string;
            /** @enum {string} */
            kind: "key";
            /** @enum {string} */
            state: "pending";
        };
        ApiKeyDetail: {
            /** @description null 为不限地址 */
            addresses: string[] | null;
            agency: string;
            agencyName: string;
            /** @description null 为单位全部目录 */
            catalogs: string[] | null;
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            issuedAt: string;
            label: string | null;
            /**
             * Format: date-time
             * @description 最近一次使用，误差十分钟
             */
            lastUsedAt: string | null;
            /**
             * Format: uuid
             * @description 由哪一个密钥更换
             */
            replacedBy: string | null;
            /**
             * Format: uuid
             * @description 更换的是哪一个密钥
             */
            replaces: string | null;
            /** Format: date-time */
            revokedAt: string | null;
            roles: string[];
            /**
             * @description expiring：三十日内到期，请更换
             * @enum {string}
             */
            state: "active" | "expiring" | "expired" | "revoked";
        };
        ApiKeyIn: {
            /**
             * @description 只可从这些地址或网段使用；不填不限
             * @example [
             *       "192.0.2.0/24"
             *     ]
             */
            addresses?: string[];
            /** @description 只可报送的目录，须为单位所有；不填为单位全部目录 */
            catalogs?: string[];
            /**
             * Format: date
             * @description 自此日起失效；不填则直到吊销
             * @example 2027-11-30
             */
            expiresOn?: string;
            /**
             * @description 用于何处，便于日后辨认
             * @example 政务服务平台生产环境
             */
            label?: string;
            /** @description 本密钥的职权，须为单位所有；不填为单位全部职权 */
            roles?: ("feeder" | "window" | "subscriber" | "registrar" | "auditor")[];
        };
        ApiKeyList: {
            items: components["schemas"]["ApiKeyDetail"][];
            next: string | null;
        };
        ApiKeyRotation: {
            /**
             * @description 新旧两个密钥同时可用的小时数，至多三十日
             * @default 24
             */
            overlapHours: number;
        };
        Appeal: components["schemas"]["AppealLine"] & {
            steps: components["schemas"]["CaseStep"][];
        };
        AppealCloseIn: {
            /**
             * @description 复议决定书、判决书或裁定书文号
             * @example 示复决〔2026〕8号
             */
            documentNo: string;
            /**
             * Format: date
             * @description 办结之日；空为今天
             * @example 2026-11-20
             */
            endedOn?: string;
            /** @description 说明；不得含证件号码 */
            reason?: string;
            /**
             * @description upheld 维持、quashed 撤销、varied 变更、withdrawn 撤回或终止
             * @enum {string}
             */
            result: "upheld" | "quashed" | "varied" | "withdrawn";
        };
        AppealEndStayIn: {
            /**
             * @description 恢复执行的文书号
             * @example 示复恢〔2026〕8号
             */
            documentNo: string;
            /** @description 说明；不得含证件号码 */
            reason?: string;
        };
        AppealIn: {
            /**
             * @description 复议机关或人民法院
             * @example 示例市人民政府
             */
            authority: string;
            /**
             * @description 案号
             * @example 示复〔2026〕8号
             */
            caseNo: string;
            /**
             * @description 受理或应诉通知书文号；登记机构代录时必填
             * @example 示复受〔2026〕8号
             */
            documentNo?: string;
            /**
             * @description reconsideration 行政复议、litigation 行政诉讼
             * @enum {string}
             */
            kind: "reconsideration" | "litigation";
            /**
             * Format: date
             * @description 受理或立案之日
             * @example 2026-11-02
             */
            startedOn: string;
            /** @description 停止执行决定书或裁定书文号；stayed 为 true 时必填 */
            stayDocumentNo?: string;
            /** @description 已停止执行 */
            stayed?: boolean;
            target: components["schemas"]["CaseTarget"];
        };
        AppealLine: {
            authority: string;
            caseNo: string;
            documentNo: string | null;
            endDocumentNo: string | null;
            /** Format: date */
            endedOn: string | null;
            enteredBy: string;
            id: number;
            /** @enum {string} */
            kind: "reconsideration" | "litigation";
            /** Format: date */
            startedOn: string;
            /** @enum {string} */
            state: "pending" | "stayed" | "upheld" | "quashed" | "varied" | "withdrawn";
            stayDocumentNo: string | null;
            /** @description 现停止执行 */
            stayed: boolean;
            /**
             * Format: date
             * @description 最近一次停止执行的登记之日
             */
            stayedOn: string | null;
            subject: {
                kind: string;
                name: string;
            };
            target: {
                authority: string;
                catalog: string;
                documentNo: string | null;
                listing: number | null;
                record: number;
            };
        };
        AppealStayIn: {
            /**
             * @description 停止执行决定书或裁定书文号
             * @example 示复停〔2026〕8号
             */
            documentNo: string;
            /** @description 说明；不得含证件号码 */
            reason?: string;
        };
        ArchivedRecord: {
            /** @description 归档时刻；空为保存期限已满，当夜归档 */
            archivedAt: string | null;
            archivedBecause: {
                basis: string | null;
                /** @description 保存期限所依的设置 */
                setting: string | null;
                text: string;
            };
            authority: string;
            catalog: string;
            class: string | null;
            decidedOn: string;
            documentNo: string | null;
            fields: {
                [key: string]: unknown;
            };
            id: number;
            listing: {
                authority: string;
                documentNo: string | null;
                dueOn: string | null;
                endedOn: string | null;
                endGround: string | null;
                id: number;
                list: string;
                listedOn: string;
                reason: string;
                state: string;
                steps: {
                    at: string;
                    by: string;
                    ground: string | null;
                    on: string;
                    step: string;
                }[];
            } | null;
            provenance: {
                agency: string;
                batchId: string | null;
                row: number | null;
            };
            publishedUntil: string | null;
            retainedUntil: string | null;
            sourceNo: string;
            subject: {
                identifiers: {
                    /** @description 自然人号码已遮盖 */
                    code: string;
                    type: string;
                }[];
                kind: string;
                name: string;
            };
            versions: {
                class: string | null;
                decidedOn: string;
                documentNo: string | null;
                fields: {
                    [key: string]: unknown;
                };
                knownFrom: string;
                knownUntil: string | null;
                publishedUntil: string | null;
                state: string;
                version: number;
            }[];
        };
        /**
         * @example {
         *       "subject": {
         *         "type": "uscc",
         *         "code": "92440300MA5EXMPX83"
         *       },
         *       "purpose": "supervision",
         *       "caseNo": "SJ-2026-0001"
         *     }
         */
        ArchiveQuery: {
            /**
             * @description 审计事项编号
             * @example SJ-2026-0001
             */
            caseNo: string;
            /** @description 记录编号；与 subject 填写其一 */
            id?: number;
            /** @enum {string} */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
            subject?: components["schemas"]["SubjectIn"];
        };
        Assistance: {
            answer: {
                evidence: string | null;
                /** @enum {string} */
                finding: "consistent" | "inconsistent" | "unverifiable";
                text: string;
            } | null;
            /** Format: date-time */
            askedAt: string;
            askedBy: string;
            commitment: string | null;
            due: {
                /** Format: date */
                from: string;
                /**
                 * Format: date
                 * @description 最迟反馈日期（含当日）
                 */
                on: string;
                overdue: boolean;
                /** @description 涉及节假日安排尚未公布的年度，暂按周末推算 */
                provisional: boolean;
                workingDays: number;
            };
            /** Format: date-time */
            endedAt: string | null;
            endedBy: string | null;
            /** @description 请求协查的单位 */
            from: {
                code: string;
                name: string;
            };
            /** @example XC20261124-7K3M9Q2A */
            id: string;
            proof: {
                code: string;
                name: string;
            } | null;
            question: string;
            /** @description 退回或撤回的原因 */
            reason: string | null;
            /** @enum {string} */
            state: "asked" | "answered" | "returned" | "withdrawn";
            subject: {
                /** @description 自然人号码已遮盖 */
                code: string;
                kind: string;
                /** @description 自然人姓名已遮盖 */
                name: string;
                /** @enum {string} */
                type: "uscc" | "citizen-id" | "permanent-residence-id" | "hk-macao-permit" | "taiwan-permit" | "passport" | "org-code" | "business-registration-no";
            };
            /** @description 被协查单位 */
            to: {
                code: string;
                name: string;
            };
            verification: string | null;
        };
        /**
         * @example {
         *       "finding": "consistent",
         *       "text": "经查，情况属实。",
         *       "evidence": "不动产登记簿 2026 年第 12 号"
         *     }
         */
        AssistanceAnswerIn: {
            /**
             * @description 依据的登记、档案或文书；无法核实的可以不填
             * @example 不动产登记簿 2026 年第 12 号
             */
            evidence?: string;
            /**
             * @description consistent 相符；inconsistent 不符；unverifiable 无法核实
             * @enum {string}
             */
            finding: "consistent" | "inconsistent" | "unverifiable";
            /**
             * @description 核实情况；不得含个人证件号码
             * @example 经查，情况属实。
             */
            text: string;
        };
        AssistanceCounts: {
            items: {
                agency: string;
                agencyName: string;
                /** @description 当月向该单位提出的协查；已撤回的不计 */
                asked: number;
                inTime: number;
                /** @description 逾期反馈和逾期未反馈 */
                late: number;
                /** @description 未反馈而未到期 */
                pending: number;
                /** @description 扣分：逾期件数乘以设定值 */
                points: number;
                /** @description 不属该单位而退回，不扣分 */
                returned: number;
            }[];
            month: string;
        };
        AssistanceIdentity: {
            code: string;
            id: string;
            name: string;
            /** @enum {string} */
            type: "uscc" | "citizen-id" | "permanent-residence-id" | "hk-macao-permit" | "taiwan-permit" | "passport" | "org-code" | "business-registration-no";
        };
        /**
         * @example {
         *       "purpose": "supervision",
         *       "caseNo": "XC-2026-1"
         *     }
         */
        AssistanceIdentityIn: {
            caseNo: string;
            /** @enum {string} */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
        };
        /**
         * @example {
         *       "to": "GAJ",
         *       "subject": {
         *         "type": "uscc",
         *         "code": "92440300MA5EXMPX83",
         *         "name": "示例便利店"
         *       },
         *       "question": "该经营场所现在是否由当事人使用？"
         *     }
         */
        AssistanceIn: {
            /** @description 本单位出具的告知承诺书编码 */
            commitment?: string;
            /**
             * @description 证明事项代码，须由被协查单位开具；不填即自由提问
             * @example ZM-1
             */
            proof?: string;
            /**
             * @description 要核实的一件事，一句话；填写了证明事项的可以不填。不得含个人证件号码
             * @example 该经营场所现在是否由当事人使用？
             */
            question?: string;
            subject: components["schemas"]["SubjectIn"] & unknown;
            /**
             * @description 被协查单位代码
             * @example GAJ
             */
            to: string;
            /** @description 核查编号 */
            verification?: string;
        };
        AssistanceList: {
            items: components["schemas"]["Assistance"][];
            next: string | null;
        };
        AssistanceReturnIn: {
            /**
             * @description 为何不属本单位；知道应问谁的，请写明
             * @example 该事项由街道办事处管理
             */
            reason: string;
        };
        AssistanceWithdrawIn: {
            /**
             * @description 撤回的原因
             * @example 当事人已改走一般程序
             */
            reason?: string;
        };
        AuditLine: {
            about: {
                [key: string]: unknown;
            };
            action: string;
            actor: string;
            agency: string | null;
            at: string;
            id: number;
            requestId: string | null;
            subjectId: number | null;
        };
        Authorisation: {
            agency: string;
            byteCount: number;
            /** @description 扫描件的 SHA-256 */
            digest: string;
            /** @description 假：保存期已满，扫描件已删除 */
            hasScan: boolean;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
            recordedAt: string;
            recordedBy: string;
            scanType: string;
            /** @enum {string} */
            state: "valid" | "not-yet" | "expired" | "withdrawn";
            subjectType: string;
            validFrom: string;
            validUntil: string;
            withdrawnAt: string | null;
        };
        AuthorisationIn: {
            /** @enum {string} */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
            /**
             * @description 授权书扫描件（PDF、JPEG 或 PNG），Base64；解码后不超过 512 KB，类型按内容判定
             * @example JVBERi0xLjQK
             */
            scan: string;
            subject: components["schemas"]["SubjectIn"];
            /** Format: date */
            validFrom: string;
            /**
             * Format: date
             * @description 含当日；自起始日起不超过一年
             */
            validUntil: string;
        };
        AuthorisationList: {
            items: components["schemas"]["Authorisation"][];
            next: string | null;
        };
        AuthorisationScan: {
            digest: string;
            /** Format: uuid */
            id: string;
            /** @description Base64 */
            scan: string;
            scanType: string;
        };
        /**
         * @example {
         *       "id": "0199a1b2-0000-7000-8000-000000000001",
         *       "catalog": "administrative-penalty",
         *       "edition": 1,
         *       "mode": "append",
         *       "format": "csv",
         *       "encoding": "utf-8",
         *       "separator": "comma",
         *       "mappingVersion": null,
         *       "files": null,
         *       "fileName": "行政处罚-2026-11.csv",
         *       "byteCount": 48213,
         *       "sha256": null,
         *       "status": "queued",
         *       "counts": {
         *         "rows": 0,
         *         "accepted": 0,
         *         "unchanged": 0,
         *         "corrected": 0,
         *         "held": 0,
         *         "rejected": 0,
         *         "warnings": 0
         *       },
         *       "totalRows": null,
         *       "progress": 0,
         *       "missing": null,
         *       "withdrawn": 0,
         *       "reconciliation": null,
         *       "problem": null,
         *       "createdAt": "2026-11-24T02:00:00.000Z",
         *       "startedAt": null,
         *       "finishedAt": null
         *     }
         */
        Batch: {
            byteCount: number;
            catalog: string;
            counts: {
                accepted: number;
                corrected: number;
                held: number;
                rejected: number;
                rows: number;
                unchanged: number;
                warnings: number;
            };
            /** Format: date-time */
            createdAt: string;
            /** @description 所用目录版次 */
            edition: number;
            /** @description 按内容判定的编码：utf-8、gb18030、utf-16le、utf-16be；XLSX 与压缩包为空；前 1 MB 全为 ASCII 的，计数后给出 */
            encoding: string | null;
            fileName: string | null;
            /** @description 压缩包中的数据文件，或工作簿中所读的几张工作表，按原有顺序；其他情况为空 */
            files: {
                /** @description 按内容判定的编码：utf-8、gb18030、utf-16le、utf-16be；XLSX 与压缩包为空；前 1 MB 全为 ASCII 的，计数后给出 */
                encoding: string | null;
                /** @description 该文件首行在本批次中的行号；计数后给出 */
                firstRow: number | null;
                /** @enum {string} */
                format: "csv" | "xlsx" | "json" | "ndjson";
                name: string;
                /**
                 * @description CSV/TSV 按内容判定的分隔符
                 * @enum {string|null}
                 */
                separator: "comma" | "tab" | "semicolon" | null;
            }[] | null;
            /** Format: date-time */
            finishedAt: string | null;
            /** @enum {string} */
            format: "csv" | "xlsx" | "json" | "ndjson" | "zip";
            /** Format: uuid */
            id: string;
            /** @description 受理时所用的本单位列名对应版本；未用为空 */
            mappingVersion: number | null;
            /** @description 整表覆盖时，现有记录中未被列明、确认后将撤回的条数 */
            missing: number | null;
            /** @enum {string} */
            mode: "append" | "full" | "dry-run";
            problem: {
                code: string;
                detail?: string;
                errors: {
                    [key: string]: unknown;
                }[];
            } | null;
            progress: number;
            /** @description 整表处理完毕后的对账结果：来源所报、登记系统所计与每处差异；其他批次为空（登记机构查看须加 agency） */
            reconciliation: string | null;
            /**
             * @description CSV/TSV 按内容判定的分隔符
             * @enum {string|null}
             */
            separator: "comma" | "tab" | "semicolon" | null;
            /** @description 上传文件的 SHA-256 */
            sha256: string | null;
            /** Format: date-time */
            startedAt: string | null;
            /** @enum {string} */
            status: "uploading" | "queued" | "running" | "awaiting-confirmation" | "done" | "failed" | "cancelled";
            /** @description 文件总行数，开始处理后给出 */
            totalRows: number | null;
            /** @description 整表覆盖已撤回的条数 */
            withdrawn: number;
        };
        BatchRowError: {
            errors: {
                /** @example uscc.check-digit */
                code: string;
                /**
                 * @description 列名
                 * @example 统一社会信用代码
                 */
                column?: string;
                /** @example 统一社会信用代码第 18 位校验码不符，请逐位核对证照原件。 */
                message: string;
                /**
                 * @description 有把握时给出的改法
                 * @example 罚款
                 */
                suggestion?: string;
                /**
                 * @description 该列的原值，个人信息已遮蔽
                 * @example 9144030…
                 */
                value?: string;
            }[];
            /** @description 压缩包中的文件名，或几张工作表中的表名；其他情况为空 */
            file: string | null;
            /** @description 在该文件中的行号 */
            fileRow: number | null;
            /** @description 数据行号，从 1 起，不含表头；压缩包内各文件连续编号 */
            row: number;
            /** @description 退回行的原值，个人信息已遮蔽；不得留存的行为空 */
            values: {
                [key: string]: string;
            } | null;
            /** @enum {string} */
            verdict: "rejected" | "held" | "warned";
        };
        CalendarYear: {
            days: {
                /** Format: date */
                day: string;
                /** @enum {string} */
                kind: "holiday" | "workday";
                name: string | null;
            }[];
            /** Format: date-time */
            loadedAt: string;
            source: string;
            year: number;
        };
        CalendarYearInput: {
            /**
             * @description 放假，起止日期含当日
             * @example [
             *       {
             *         "name": "元旦",
             *         "from": "2027-01-01",
             *         "to": "2027-01-03"
             *       }
             *     ]
             */
            holidays: {
                /** Format: date */
                from: string;
                name: string;
                /** Format: date */
                to: string;
            }[];
            /**
             * @description 依据
             * @example 国务院办公厅关于2027年部分节假日安排的通知
             */
            source: string;
            /**
             * @description 调休上班的周末
             * @default []
             * @example [
             *       "2027-02-07"
             *     ]
             */
            workdays: string[];
        };
        CaseStep: {
            agency: string;
            at: string;
            by: string;
            documentNo: string | null;
            from: string | null;
            reason: string | null;
            step: string;
            to: string;
        };
        /**
         * @description 信用档案中的名单编号（listing）或记录编号（record）
         * @example {
         *       "listing": 1
         *     }
         */
        CaseTarget: {
            listing: number;
        } | {
            record: number;
        };
        Catalog: {
            /** @description 依据 */
            basis: string;
            /** @description 业务主键：没有来源记录号的行据此辨认是否同一条记录 */
            businessKey: string[];
            /**
             * @description 全国公共信用信息基础目录中的类别
             * @example 行政管理信息
             */
            category: string;
            /** @example administrative-penalty */
            code: string;
            /**
             * @description 公开属性：可向社会公开、特定范围内公开、不可公开
             * @enum {string}
             */
            disclosure: "public" | "limited" | "private";
            /**
             * @description 目录版次；批次记住它所用的版次
             * @example 1
             */
            edition: number;
            fields: components["schemas"]["CatalogField"][];
            /** @example 行政处罚信息 */
            name: string;
            /** @enum {string} */
            nature: "positive" | "negative" | "neutral";
            /**
             * @description 该目录的记录会开立哪类名单
             * @enum {string|null}
             */
            opens: "severe" | "honour" | null;
            /**
             * @description 保存期限所依的设定项
             * @example retention.negative
             */
            retentionSetting: string;
            /** @description 共享范围 */
            sharing: string;
            /** @description 更新频次 */
            updateFrequency: string;
        };
        CatalogField: {
            /**
             * @description 文件表头
             * @example 行政处罚决定书文号
             */
            header: string;
            /** @description 是否为个人证件号码：加密保存，从不公开 */
            isPersonal: boolean;
            /** @description 超过时提示，不拒收 */
            maxLength?: number;
            /**
             * @description JSON 字段名
             * @example decisionDocNo
             */
            name: string;
            /**
             * @description 国家交换格式列名，可代替表头
             * @example CF_WSH
             */
            nationalCode?: string;
            required: boolean;
            /** @description 在何种情形下必填 */
            requiredWhen?: string;
            /** @description 同样接受的其他表头写法 */
            synonyms: string[];
            /**
             * @description day 为日期；money 为万元十进制数，至多 6 位小数；choice 单选，choices 多选（用 ; 分隔）；uscc、identity-no、document-no、code 须为文本单元格
             * @enum {string}
             */
            type: "text" | "name" | "day" | "money" | "choice" | "choices" | "uscc" | "identity-no" | "document-no" | "country" | "code";
            /** @description 可填的值 */
            values?: string[];
        };
        CatalogList: {
            items: components["schemas"]["Catalog"][];
            next: string | null;
        };
        Change: components["schemas"]["ChangeSummary"] & {
            content: {
                [key: string]: unknown;
            };
            /** @description 逐项的原为、改为 */
            lines: {
                about: string;
                after: string | null;
                before: string | null;
            }[];
        };
        ChangeInput: {
            /**
             * @description 依据：文件名称、文号、条款，或“本市设定：……”
             * @example 示例市发改〔2026〕8号
             */
            basis: string;
            content: {
                /**
                 * @description 一并更改的各项
                 * @example [
                 *       {
                 *         "key": "feedback.deadline",
                 *         "value": 8
                 *       }
                 *     ]
                 */
                settings: {
                    /** @example feedback.deadline */
                    key: string;
                    value: number;
                }[];
                /**
                 * Format: date
                 * @description 生效日，不早于今天；不填即批准之日。批准晚于此日的，自批准之日起生效
                 * @example 2027-01-01
                 */
                validFrom?: string;
            };
            /** @enum {string} */
            kind: "settings";
        } | {
            /**
             * @description 依据：文件名称、文号、条款，或“本市设定：……”
             * @example 示例市发改〔2026〕8号
             */
            basis: string;
            content: {
                /** @example 2027 */
                edition: number;
                measures: {
                    /** @description 法规政策依据 */
                    basis: string;
                    /** @example FUND_LIMIT */
                    code: string;
                    content: string;
                    departments: string[];
                    /**
                     * @description I 减损权益或增加义务；II 履职管理措施；III 其他组织自主实施，仅供参考
                     * @enum {string}
                     */
                    kind: "I" | "II" | "III";
                    lists: string[];
                    /**
                     * @description 仅对自然人；单位被列入时不要求执行
                     * @default false
                     */
                    personsOnly: boolean;
                    target: string;
                    title: string;
                }[];
                /**
                 * Format: date
                 * @description 施行日期；此前各版自该日起停止使用
                 * @example 2027-01-01
                 */
                validFrom: string;
            };
            /** @enum {string} */
            kind: "measures";
        } | {
            /**
             * @description 依据：文件名称、文号、条款，或“本市设定：……”
             * @example 示例市发改〔2026〕8号
             */
            basis: string;
            content: {
                /**
                 * @description 本市将该名单计入核查所依的文件；自批准之日起写入核查规则的依据
                 * @example 示例市府办发〔2026〕12号
                 */
                cityDocument?: string;
                /** @description 最多可延长（月） */
                extensionMaxMonths?: number;
                /** @description 一次最少延长（月） */
                extensionMinMonths?: number;
                /** @example wage-arrears */
                list: string;
                /** @description 列入期限（月） */
                termMonths?: number;
                /**
                 * Format: date
                 * @description 生效日，不早于今天；不填即批准之日。批准晚于此日的，自批准之日起生效
                 * @example 2027-01-01
                 */
                validFrom?: string;
            };
            /** @enum {string} */
            kind: "severe-lists";
        } | {
            /**
             * @description 依据：文件名称、文号、条款，或“本市设定：……”
             * @example 示例市发改〔2026〕8号
             */
            basis: string;
            content: {
                /**
                 * @description 放假，起止日期含当日
                 * @example [
                 *       {
                 *         "name": "元旦",
                 *         "from": "2027-01-01",
                 *         "to": "2027-01-03"
                 *       }
                 *     ]
                 */
                holidays: {
                    /** Format: date */
                    from: string;
                    name: string;
                    /** Format: date */
                    to: string;
                }[];
                /**
                 * @description 调休上班的周末
                 * @default []
                 * @example [
                 *       "2027-02-07"
                 *     ]
                 */
                workdays: string[];
                /** @example 2027 */
                year: number;
            };
            /** @enum {string} */
            kind: "calendar";
        };
        ChangeReason: {
            /** @example 文件尚未印发 */
            reason: string;
        };
        ChangeSummary: {
            approved: {
                at: string;
                by: string;
                name: string;
            } | null;
            basis: string;
            drafted: {
                at: string;
                by: string;
                name: string;
            };
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "measures" | "settings" | "severe-lists" | "calendar";
            /** @description 最近一次模拟的结果 */
            simulation: {
                at: string;
                byName: string;
                effects: {
                    about: string;
                    count: number;
                }[];
                subjectCount: number;
            } | null;
            /** @enum {string} */
            state: "draft" | "approved" | "withdrawn";
            title: string;
            /** @description 生效日；节假日安排为该年首日 */
            validFrom: string;
            withdrawn: {
                at: string;
                by: string;
                name: string;
                reason: string;
            } | null;
        };
        Check: {
            advice: string;
            caseNo: string | null;
            /** Format: date-time */
            decidedAt: string;
            greenChannel: components["schemas"]["GreenChannel"];
            /** @description 守信主体：可优先办理 */
            isGreenLane: boolean;
            matter: string | null;
            /** @description 事项目录从未载入时的说明：保留代码，未就事项作出判断 */
            matterNote: string | null;
            no: string;
            /** @enum {string} */
            outcome: "eligible" | "ineligible" | "review" | "matter-not-allowed";
            /** @enum {string} */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
            reasons: components["schemas"]["Reason"][];
            receipt: components["schemas"]["CheckReceipt"];
            ruleSetVersion: number;
            subject: components["schemas"]["CheckedSubject"];
            /** Format: uri */
            verifyUrl: string;
        };
        CheckAsOf: {
            asOf: string;
            /**
             * @description 仅供了解，不是核查结果
             * @enum {boolean}
             */
            isInformation: true;
            matter: string | null;
            /** @description 事项目录从未载入时的说明：保留代码，未就事项作出判断 */
            matterNote: string | null;
            note: string;
            /** @enum {string} */
            outcome: "eligible" | "ineligible" | "review" | "matter-not-allowed";
            reasons: components["schemas"]["Reason"][];
            ruleSetVersion: number;
            subject: components["schemas"]["CheckedSubject"];
        };
        CheckAsOfIn: {
            /**
             * Format: date-time
             * @description 按登记系统在该时刻所知
             * @example 2026-06-01T00:00:00+08:00
             */
            asOf: string;
            /** @example BJ-2026-000123 */
            caseNo?: string;
            identityProof?: components["schemas"]["IdentityProof"];
            /** @description 事项代码，不是名称；目录中没有的不予核查 */
            matter?: string;
            /** @enum {string} */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
            subject: components["schemas"]["SubjectIn"];
        };
        CheckBatch: {
            items: ({
                check: components["schemas"]["Check"];
                /** @enum {boolean} */
                ok: true;
            } | {
                error: {
                    code: string;
                    detail: string;
                    errors: unknown[];
                };
                /** @enum {boolean} */
                ok: false;
            })[];
        };
        CheckBatchIn: {
            /**
             * @example [
             *       {
             *         "subject": {
             *           "type": "uscc",
             *           "code": "92440300MA5EXMPX83"
             *         },
             *         "purpose": "commitment"
             *       }
             *     ]
             */
            checks: unknown[];
        };
        CheckConfirmIn: {
            /** @enum {string} */
            choice: "followed" | "departed";
            note?: string;
        };
        CheckDetail: components["schemas"]["Check"] & {
            agency: string;
            confirmation: {
                at: string;
                by: string;
                /** @enum {string} */
                choice: "followed" | "departed";
                note: string | null;
            } | null;
            facts: {
                [key: string]: unknown;
            }[];
            recheck: components["schemas"]["CheckDifference"];
            recheckedBy: string[];
            validity: {
                isValid: boolean;
                validUntil: string;
                /**
                 * @description recalled 依据已失去效力
                 * @enum {string|null}
                 */
                why: "expired" | "recalled" | null;
            };
        };
        /** @description 与所重新核查的原核查相比 */
        CheckDifference: {
            changes: {
                /** @enum {string} */
                change: "appeared" | "fell";
                code: string;
                text: string;
            }[];
            differs: boolean;
            /** @description 原核查编号；原核查不变 */
            of: string;
            /** @enum {string} */
            outcomeBefore: "eligible" | "ineligible" | "review" | "matter-not-allowed";
            /** @description 规则版本有变时，原核查所用的版本 */
            ruleSetBefore: number | null;
        } | null;
        CheckedSubject: {
            /** @description 自然人号码已遮盖 */
            code: string;
            isKnown: boolean;
            name: string | null;
            /** @enum {string} */
            type: "uscc" | "citizen-id" | "permanent-residence-id" | "hk-macao-permit" | "taiwan-permit" | "passport" | "org-code" | "business-registration-no";
        };
        CheckIn: {
            /** @example BJ-2026-000123 */
            caseNo?: string;
            identityProof?: components["schemas"]["IdentityProof"];
            /** @description 事项代码，不是名称；目录中没有的不予核查 */
            matter?: string;
            /** @enum {string} */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
            subject: components["schemas"]["SubjectIn"];
        };
        CheckList: {
            items: components["schemas"]["Check"][];
            next: string | null;
        };
        CheckRecall: {
            at: string;
            checkNo: string;
            /**
             * @description 当时的结果
             * @enum {string}
             */
            outcomeBefore: "eligible" | "ineligible" | "review" | "matter-not-allowed";
            /**
             * @description 按现在所知，当时应有的结果；null 未重新判断，请重新核查
             * @enum {string|null}
             */
            outcomeNow: "eligible" | "ineligible" | "review" | "matter-not-allowed" | null;
            /**
             * @description revoked 依据已撤销；disputed 正在处理异议；upheld 经异议处理更改；merged 档案合并或拆分；late 当日已有、事后报送；restored 移出或撤销被恢复；corrected 信息更正；uncertain 身份现有疑点
             * @enum {string}
             */
            why: "revoked" | "withdrawn" | "disputed" | "upheld" | "stayed" | "merged" | "late" | "restored" | "corrected" | "uncertain";
        };
        CheckRecallList: {
            items: components["schemas"]["CheckRecall"][];
            next: string | null;
        };
        /** @description 签名回执；早期核查没有 */
        CheckReceipt: {
            /** @description 核查所及的名单与目录，及其数据最近更新日 */
            covers: {
                catalog: string;
                lastGoodOn: string | null;
                source: string | null;
            }[];
            /**
             * @description 数据版本：点号前为事务号，其前的全部变更均已计入；点号后为最大事件号
             * @example 48211.1302
             */
            dataVersion: string;
            decidedAt: string;
            no: string;
            outcome: string;
            /** @description 登记系统签名；前十位即结果单校验码 */
            signature: string;
            /**
             * Format: date-time
             * @description 此时刻前有效
             */
            validUntil: string;
        } | null;
        CheckRule: {
            /** @description 法律依据，随原因告知申请人 */
            basis: string;
            /**
             * @description 原因代码，一个版本内不重复
             * @example list.wage-arrears
             */
            code: string;
            /** @enum {string} */
            kind: "listing";
            list: string;
            /** @enum {string} */
            outcome: "ineligible" | "review";
            /** @description 如何恢复适用，随原因告知申请人 */
            restore: string;
            title: string;
        } | {
            /** @description 法律依据，随原因告知申请人 */
            basis: string;
            catalog: string;
            /** @enum {string} */
            class?: "minor" | "ordinary" | "severe";
            /**
             * @description 原因代码，一个版本内不重复
             * @example list.wage-arrears
             */
            code: string;
            /**
             * @description 仅计承诺履行状态为此的记录
             * @enum {string}
             */
            fulfilment?: "全部履行" | "部分履行" | "全部未履行";
            /** @enum {string} */
            kind: "record";
            /** @enum {string} */
            outcome: "ineligible" | "review";
            /** @description 如何恢复适用，随原因告知申请人 */
            restore: string;
            title: string;
            /** @default false */
            withinPublicity: boolean;
        } | {
            /** @description 法律依据，随原因告知申请人 */
            basis: string;
            /**
             * @description 原因代码，一个版本内不重复
             * @example list.wage-arrears
             */
            code: string;
            /** @enum {string} */
            kind: "related-listing";
            /** @enum {string} */
            outcome: "ineligible" | "review";
            /** @description 如何恢复适用，随原因告知申请人 */
            restore: string;
        } | {
            /** @description 法律依据，随原因告知申请人 */
            basis: string;
            /**
             * @description 原因代码，一个版本内不重复
             * @example list.wage-arrears
             */
            code: string;
            /** @enum {string} */
            kind: "name-mismatch";
            /** @enum {string} */
            outcome: "ineligible" | "review";
            /** @description 如何恢复适用，随原因告知申请人 */
            restore: string;
        } | {
            /** @description 法律依据，随原因告知申请人 */
            basis: string;
            /**
             * @description 原因代码，一个版本内不重复
             * @example list.wage-arrears
             */
            code: string;
            /** @enum {string} */
            kind: "dissolved";
            /** @enum {string} */
            outcome: "ineligible" | "review";
            /** @description 如何恢复适用，随原因告知申请人 */
            restore: string;
        } | {
            /** @description 法律依据，随原因告知申请人 */
            basis: string;
            /**
             * @description 原因代码，一个版本内不重复
             * @example list.wage-arrears
             */
            code: string;
            /** @enum {string} */
            kind: "revoked";
            /** @enum {string} */
            outcome: "ineligible" | "review";
            /** @description 如何恢复适用，随原因告知申请人 */
            restore: string;
        } | {
            /** @description 法律依据，随原因告知申请人 */
            basis: string;
            /**
             * @description 原因代码，一个版本内不重复
             * @example list.wage-arrears
             */
            code: string;
            /** @enum {string} */
            kind: "deceased";
            /** @enum {string} */
            outcome: "ineligible" | "review";
            /** @description 如何恢复适用，随原因告知申请人 */
            restore: string;
        } | {
            /** @description 法律依据，随原因告知申请人 */
            basis: string;
            /**
             * @description 原因代码，一个版本内不重复
             * @example list.wage-arrears
             */
            code: string;
            /** @enum {string} */
            kind: "matter";
            /** @description 如何恢复适用，随原因告知申请人 */
            restore: string;
        } | {
            /** @description 法律依据，随原因告知申请人 */
            basis: string;
            catalogs?: {
                catalog: string;
                maxAgeWorkingDays: number;
            }[];
            /**
             * @description 原因代码，一个版本内不重复
             * @example list.wage-arrears
             */
            code: string;
            /** @enum {string} */
            kind: "freshness";
            maxAgeWorkingDays: number;
            /** @description 如何恢复适用，随原因告知申请人 */
            restore: string;
        };
        ClientCertificate: {
            validUntil: string;
        } | null;
        ClientCertificateIn: {
            /** @example -----BEGIN CERTIFICATE-----… */
            certificate: string;
            /** @example -----BEGIN PRIVATE KEY-----… */
            key: string;
        };
        ColumnMapping: {
            catalog: string;
            /**
             * @description 本单位的列名 → 目录字段名；null 表示忽略该列
             * @example {
             *       "企业全称": "subjectName",
             *       "内部流水号": null
             *     }
             */
            columns: {
                [key: string]: string | null;
            };
            /** Format: date-time */
            savedAt: string;
            savedBy: string;
            /**
             * @description 每次改动加一；批次记住它所用的版本
             * @example 1
             */
            version: number;
        };
        ColumnMappingInput: {
            /**
             * @description 本单位的列名 → 目录字段名；null 表示忽略该列
             * @example {
             *       "企业全称": "subjectName",
             *       "内部流水号": null
             *     }
             */
            columns: {
                [key: string]: string | null;
            };
        };
        Commitment: components["schemas"]["CommitmentLine"] & {
            /** @description 全国信用承诺归集的 20 项；承诺人代码已遮盖 */
            columns: {
                header: string;
                no: number;
                text: string | null;
            }[];
            despite: string | null;
            disclosure: string;
            signature: {
                /** @enum {string|null} */
                algorithm: "ecdsa-p256-sha256" | "sm2-sm3" | null;
                /** Format: date-time */
                at: string;
                /** @description 电子签名现在仍验证通过；书面签署的为空 */
                genuine: boolean | null;
                publicKey: string | null;
                signature: string | null;
                /** @enum {string} */
                way: "by-hand" | "electronic";
            } | null;
            /** @description 承诺书全文，签名即对其原样作出；撤回或不选择承诺的为空 */
            statement: string | null;
            /** @description 未办结而现在核查结论已不同的，其结论和原因 */
            warning: {
                /** @enum {string} */
                outcome: "ineligible" | "review" | "matter-not-allowed";
                reasons: components["schemas"]["Reason"][];
            } | null;
        };
        CommitmentHandleIn: {
            /** @description 签署后信用状况已有变化仍要办结的理由；不得含个人证件号码 */
            despite?: string;
        };
        CommitmentIn: {
            /**
             * @description 当日、已确认、结论为可以适用的核查编号
             * @example HC20261124-7K3M9Q2A
             */
            check: string;
            /** @description 要办理的事项代码；填写的须与核查时相同 */
            matter?: string;
            subject?: components["schemas"]["SubjectIn"];
        };
        CommitmentLine: {
            agency: string;
            check: string;
            /** Format: date-time */
            draftedAt: string;
            /** Format: date */
            madeOn: string;
            matter: {
                code: string;
                edition: number;
                name: string;
            };
            /**
             * Format: date-time
             * @description 最近一次办理的时间
             */
            movedAt: string;
            no: string;
            /** @enum {string} */
            state: "draft" | "signed" | "handled" | "verified" | "breached" | "refused" | "withdrawn";
            /** @description 撤回或不选择承诺的为空 */
            subject: {
                /** @description 自然人号码已遮盖 */
                code: string;
                name: string;
                /** @enum {string} */
                type: "uscc" | "citizen-id" | "permanent-residence-id" | "hk-macao-permit" | "taiwan-permit" | "passport" | "org-code" | "business-registration-no";
            } | null;
        };
        CommitmentLink: {
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: uri
             * @description 手机签署页，做成二维码出示；再次取用即作废前一个
             */
            url: string;
        };
        CommitmentList: {
            items: components["schemas"]["CommitmentLine"][];
            next: string | null;
        };
        /**
         * @example {
         *       "way": "by-hand",
         *       "scan": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptV"
         *     }
         */
        CommitmentSignIn: {
            /** @description 已签名承诺书的扫描件，JPEG 或 PNG，base64，至多 4 MB */
            scan: string;
            /** @enum {string} */
            way: "by-hand";
        } | {
            /**
             * @description 默认套件用 ECDSA P-256，国密套件用 SM2
             * @enum {string}
             */
            algorithm: "ecdsa-p256-sha256" | "sm2-sm3";
            /** @description 未压缩的公钥点，65 字节 */
            publicKey: string;
            /** @description 对 statement 的 UTF-8 字节的签名，r 后接 s，64 字节 */
            signature: string;
            /** @enum {string} */
            way: "electronic";
        };
        Complaint: components["schemas"]["ComplaintLine"] & {
            /** @description 投诉原文和联系方式：只有登记机构能看到 */
            said: {
                contact: string | null;
                subject: string;
                text: string;
                unit: string | null;
            } | null;
            steps: {
                /** @description 文书的收件单位 */
                addressee: string | null;
                agency: string | null;
                /** Format: date-time */
                at: string;
                by: string;
                /**
                 * Format: date
                 * @description 文书写明的期限
                 */
                due: string | null;
                late: boolean;
                /** @description 看不到内容的为空 */
                note: string | null;
                place: number;
                /** @enum {string} */
                step: "file" | "accept" | "forward" | "ask" | "answer" | "find" | "dismiss" | "order" | "report" | "mend" | "transfer";
                /** @enum {string} */
                to: "received" | "accepted" | "forwarded" | "asked" | "answered" | "found" | "unfounded" | "ordered" | "reported" | "mended" | "transferred";
            }[];
        };
        ComplaintAskIn: {
            /**
             * @description 被投诉单位的单位代码
             * @example SCJG
             */
            agency: string;
            /** @description 请单位说明的事项；单位看不到投诉原文和投诉人，请勿写入可以识别投诉人的内容；不得含个人证件号码、银行卡号、手机号码 */
            note: string;
        };
        ComplaintFiled: {
            /** @description 查询码，只在此时给出一次；凭编号和查询码查看办理状态 */
            code: string;
            no: string;
            /** Format: date-time */
            receivedAt: string;
        };
        ComplaintForwardIn: {
            /** @description 转送的理由；不得含个人证件号码、银行卡号、手机号码 */
            note: string;
            /**
             * @description 收件机关
             * @example 示例市教育局
             */
            to: string;
        };
        ComplaintIn: {
            /** @description 电话或电子邮箱，可以不填；加密留存，只有登记机构能看到 */
            contact?: string;
            /** @enum {string} */
            kind: "proof-demanded" | "promise-refused" | "false-promise" | "misuse" | "conduct" | "other";
            /**
             * @description 标题，加密留存；不得含个人证件号码、银行卡号、手机号码
             * @example 已取消的证明仍要求提交
             */
            subject: string;
            /**
             * @description 何时、何处、何单位、办理何事，加密留存；不得含个人证件号码、银行卡号、手机号码
             * @example 示例：办理经营场所登记时，窗口仍要求提交已经取消的使用证明。
             */
            text: string;
            /**
             * @description 被投诉的单位
             * @example 示例街道办事处
             */
            unit?: string;
        };
        ComplaintLine: {
            /** @description 交办的单位 */
            agency: string | null;
            /** @description 下一步的最迟日期；已办结的为空 */
            due: {
                /** Format: date */
                on: string;
                overdue: boolean;
                provisional: boolean;
            } | null;
            /** @description 转送、转办的机关 */
            handedTo: string | null;
            /** @enum {string} */
            kind: "proof-demanded" | "promise-refused" | "false-promise" | "misuse" | "conduct" | "other";
            /** Format: date-time */
            movedAt: string;
            no: string;
            /** Format: date-time */
            receivedAt: string;
            /** @enum {string} */
            state: "received" | "accepted" | "forwarded" | "asked" | "answered" | "found" | "unfounded" | "ordered" | "reported" | "mended" | "transferred";
            /** @enum {string} */
            way: "web" | "hotline" | "api";
        };
        ComplaintList: {
            items: components["schemas"]["ComplaintLine"][];
            next: string | null;
        };
        ComplaintMonths: {
            /** Format: date */
            from: string;
            months: {
                /** @description 各步骤的件次，file 为收到 */
                counts: {
                    accept?: number;
                    answer?: number;
                    ask?: number;
                    dismiss?: number;
                    file?: number;
                    find?: number;
                    forward?: number;
                    mend?: number;
                    order?: number;
                    report?: number;
                    transfer?: number;
                };
                /** @description 其中逾期才作出的步骤 */
                late: number;
                /** @example 2026-11 */
                month: string;
            }[];
            /** Format: date */
            to: string;
        };
        ComplaintNoteIn: {
            /** @description 说明；被投诉单位只能看到交办、整改的内容和自己的答复；不得含个人证件号码、银行卡号、手机号码 */
            note: string;
        };
        ComplaintOrderIn: {
            /**
             * Format: date
             * @description 整改期限（含当日）：明日起一年以内
             */
            by: string;
            /** @description 通报和整改要求；不得含个人证件号码、银行卡号、手机号码 */
            note: string;
        };
        ComplaintTransferIn: {
            /** @description 转办的事由；不得含个人证件号码、银行卡号、手机号码 */
            note: string;
            /** @description 收件机关；不填为纪检监察机关 */
            to?: string;
        };
        /** @description RFC 9162 第 2.1.4 节 */
        ConsistencyProof: {
            from: number;
            path: string[];
            to: number;
        };
        CreditFile: {
            appeals: {
                authority: string;
                caseNo: string;
                endedOn: string | null;
                id: number;
                /** @enum {string} */
                kind: "reconsideration" | "litigation";
                listingId: number | null;
                recordId: number;
                startedOn: string;
                /** @enum {string} */
                state: "pending" | "stayed" | "upheld" | "quashed" | "varied" | "withdrawn";
            }[];
            asOf: string;
            disputes: {
                dueOn: string | null;
                /** @enum {string|null} */
                effect: "delete" | "correct" | "add" | "stop" | null;
                id: number;
                listingId: number | null;
                note: string | null;
                raisedOn: string;
                recordId: number;
                /** @enum {string} */
                state: "open" | "upheld" | "dismissed" | "withdrawn";
            }[];
            honours: components["schemas"]["FileListing"][];
            listings: components["schemas"]["FileListing"][];
            /** @description 现对其有效的措施、因哪些名单、由谁解除 */
            measures: components["schemas"]["LedgerMeasure"][];
            records: {
                authority: string;
                catalog: string;
                class: string | null;
                /**
                 * @description 失信程度由何而来：authority 认定单位认定，mapping 报送数据未载明、按本市设定对应
                 * @enum {string|null}
                 */
                classFrom: "authority" | "mapping" | null;
                decidedOn: string;
                fields: {
                    [key: string]: unknown;
                };
                id: number;
                isDisputed: boolean;
                /** @description 复议或诉讼期间停止执行 */
                isStayed: boolean;
                /** @description 复议或诉讼审理中 */
                isUnderAppeal: boolean;
                provenance: {
                    agency: string;
                    batchId: string | null;
                    documentNo: string | null;
                    knownFrom: string;
                    /** @description 此后已由另一版本取代；空为现行 */
                    knownUntil: string | null;
                    row: number | null;
                };
                publishedUntil: string | null;
                sourceNo: string;
                state: string;
                /** @description 列入决定应当载明而数据未载明的内容（表头） */
                unsaid: string[];
                /** @description 事实自此日成立（与何时获知无关） */
                validFrom: string;
                validUntil: string | null;
                version: number;
            }[];
            repairs: {
                appliedOn: string;
                dueOn: string | null;
                id: number;
                listingId: number | null;
                recordId: number;
                restoredOn: string | null;
                /** @enum {string} */
                state: "submitted" | "accepted" | "rejected" | "refused" | "withdrawn" | "syncing" | "completed" | "restored";
            }[];
            subject: {
                dissolvedOn: string | null;
                formerNames: string[];
                identifiers: {
                    /** @description 自然人号码已遮盖 */
                    code: string;
                    type: string;
                }[];
                kind: string;
                name: string;
            };
        };
        CreditRecord: {
            agency: string;
            authorityName: string;
            authorityUscc: string | null;
            /** Format: uuid */
            batch: string | null;
            catalog: string;
            /** @enum {string|null} */
            class: "minor" | "ordinary" | "severe" | null;
            /**
             * @description 失信程度由何而来：authority 认定单位认定，mapping 报送数据未载明、按本市设定对应
             * @enum {string|null}
             */
            classFrom: "authority" | "mapping" | null;
            /** Format: date */
            decidedOn: string;
            disputed: boolean;
            documentNo: string | null;
            /** @description holdCode 为 row.decision-fallen 时：该决定由谁、于何日、依何文书终止；其余为空 */
            fallen: {
                by: string;
                documentNo: string | null;
                /** Format: date */
                on: string;
            } | null;
            fields: {
                [key: string]: string;
            };
            /** @description 待核实的原因代码 */
            holdCode: string | null;
            /** @description 为何待核实、如何办理 */
            holdReason: string | null;
            id: number;
            /** Format: date-time */
            knownFrom: string;
            /**
             * Format: date
             * @description 自何日起超过最长公示期而尚未纠正
             */
            publicityHeldOn: string | null;
            /** Format: date */
            publishedUntil: string | null;
            /** @description 待登记机构确认的移出：其间记录照旧有效，核查转人工复核 */
            removalHeld: {
                code: string;
                documentNo: string | null;
                /** @description 移出事由 */
                ground: string;
                /** @description 为何不能即行移出 */
                message: string;
                /**
                 * Format: date
                 * @description 认定单位所称的移出之日
                 */
                on: string;
                /** @description 其间惩戒措施是否暂停 */
                suspends: boolean;
            } | null;
            /** Format: date */
            retainedUntil: string | null;
            row: number | null;
            sourceNo: string;
            /** @enum {string} */
            state: "held" | "live" | "refused" | "unpublished" | "repaired" | "withdrawn" | "archived";
            /** @description 复议或诉讼期间停止执行 */
            stayed: boolean;
            subject: {
                kind: string;
                name: string;
            };
            /** @description 认定单位标注尚未纠正：最长公示期届满后待其决定 */
            uncorrected: boolean;
            /** @description 复议或诉讼审理中 */
            underAppeal: boolean;
            version: number;
        };
        CreditReport: {
            agency: string;
            appeals: {
                authority: string;
                caseNo: string;
                endedOn: string | null;
                id: number;
                /** @enum {string} */
                kind: "reconsideration" | "litigation";
                recordId: number;
                startedOn: string;
                /** @enum {string} */
                state: "pending" | "stayed" | "upheld" | "quashed" | "varied" | "withdrawn";
            }[];
            caseNo: string | null;
            /**
             * @description 出具时刻与内容摘要
             * @example 20261124020000-5f0c1a7be2d4
             */
            dataVersion: string;
            disputes: {
                /** @enum {string|null} */
                effect: "delete" | "correct" | "add" | "stop" | null;
                id: number;
                note: string | null;
                raisedOn: string;
                recordId: number;
                /** @enum {string} */
                state: "open" | "upheld" | "dismissed" | "withdrawn";
            }[];
            /**
             * @description 代本人申请时怎样核验了身份；早先的报告没有此项
             * @default null
             */
            identityProof: {
                /**
                 * @description document-seen 当面核对本人证件原件；unified-sign-in 统一身份认证登录；power-of-attorney 核对委托书与双方证件
                 * @enum {string}
                 */
                kind: "document-seen" | "unified-sign-in" | "power-of-attorney";
                /**
                 * @description 认证流水号或委托书编号，document-seen 可不填；不得填写证件号码
                 * @example WT-2026-0015
                 */
                reference?: string;
            } | null;
            /** @description 仅本人申请查询（own-request）时给出：谁查询过、通知过；每次核查一行，此后的查看列在其下 */
            inquiries: {
                agency: string;
                at: string;
                /** @enum {string} */
                kind: "check" | "file" | "report" | "identity" | "notice";
                matter: string | null;
                purpose: string | null;
                /**
                 * @description 此后被查看的次数
                 * @default 0
                 */
                viewCount: number;
                /**
                 * @description 此后最近的二十次查看
                 * @default []
                 */
                views: {
                    agency: string;
                    at: string;
                }[];
            }[] | null;
            /** Format: date-time */
            madeAt: string;
            /** @example BG20261124-7K3M9Q2A */
            no: string;
            /**
             * @description 仅本人申请查询（own-request）时给出：已告知、尚未列入的名单
             * @default null
             */
            notified: {
                authority: string;
                basis: string;
                documentNo: string;
                list: string;
                listing: number;
                /** Format: date */
                notifiedOn: string;
                reason: string;
                /** Format: date */
                statementsUntil: string;
            }[] | null;
            /** @enum {string} */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
            repairs: {
                appliedOn: string;
                dueOn: string | null;
                id: number;
                recordId: number;
                /** @enum {string} */
                state: "submitted" | "accepted" | "rejected" | "refused" | "withdrawn" | "syncing" | "completed" | "restored";
            }[];
            sections: {
                /** @description 空即“无相关记录” */
                items: {
                    authority: string;
                    catalog: string;
                    catalogName: string;
                    decidedOn: string;
                    documentNo: string | null;
                    isDisputed: boolean;
                    isListed: boolean;
                    /** @description 复议或诉讼期间停止执行 */
                    isStayed?: boolean;
                    /** @description 复议或诉讼审理中 */
                    isUnderAppeal?: boolean;
                    lines: {
                        label: string;
                        text: string;
                    }[];
                    recordId: number;
                    until: string | null;
                }[];
                name: string;
                no: number;
            }[];
            subject: {
                dissolvedOn: string | null;
                formerNames: string[];
                identifiers: {
                    /** @description 自然人号码已遮盖 */
                    code: string;
                    /** @enum {string} */
                    type: "uscc" | "citizen-id" | "permanent-residence-id" | "hk-macao-permit" | "taiwan-permit" | "passport" | "org-code" | "business-registration-no";
                }[];
                isKnown: boolean;
                kind: string;
                name: string | null;
            };
            /** Format: uri */
            verifyUrl: string;
        };
        DecidedListing: {
            /** Format: date */
            dueOn: string | null;
            /** Format: date */
            endedOn: string | null;
            endGround: string | null;
            id: number;
            list: string;
            /**
             * Format: date
             * @description 尚未列入即撤销的为空
             */
            listedOn: string | null;
            /** Format: date */
            measuresUntil: string | null;
            /** @description 移出事由的代码 */
            removalGround: string | null;
            /**
             * @description 待登记机构确认的移出
             * @default null
             */
            removalHeld: {
                code: string;
                ground: string;
                /** @description 为何待登记机构确认 */
                message: string;
                /** Format: date */
                on: string;
                /** @description 其间惩戒措施是否暂停 */
                suspends: boolean;
            } | null;
            /** @enum {string} */
            state: "notified" | "listed" | "expired" | "repaired" | "revoked";
            version: number;
        };
        Delivery: {
            attempt: number;
            createdAt: string;
            dueAt: string;
            endedAt: string | null;
            firstSeq: number;
            /** @description 投递失败（dead）时接收方缺少的序号；closedBy 说明此后以何种方式补齐 */
            gap: {
                /** @enum {string|null} */
                closedBy: "replay" | "acknowledgement" | null;
                fromSeq: number;
                toSeq: number;
            } | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "notice" | "digest" | "ping" | "replay";
            lastSeq: number;
            /** @enum {string} */
            state: "queued" | "ready" | "leased" | "delivered" | "dead" | "superseded";
            /** Format: uuid */
            subscriptionId: string;
            urgent: boolean;
            /**
             * Format: uuid
             * @description 请求头 webhook-id；重新投递沿用首次投递的编号
             */
            webhookId: string;
        };
        DeliveryWithAttempts: components["schemas"]["Delivery"] & {
            attempts: {
                at: string;
                attempt: number;
                fault: string | null;
                responseExcerpt: string | null;
                status: number | null;
                tookMs: number;
            }[];
            notices: {
                /** Format: uuid */
                id: string;
                seq: number;
            }[];
        };
        DismissedCandidate: {
            id: number;
            /** @enum {string} */
            state: "dismissed";
        };
        Dispute: components["schemas"]["DisputeLine"] & {
            steps: components["schemas"]["CaseStep"][];
        };
        DisputeIn: {
            caseNo?: string;
            /**
             * @description 理由：有误、遗漏、超期、列入或移出不当
             * @enum {string}
             */
            ground: "wrong" | "incomplete" | "over-term" | "wrongly-listed";
            /**
             * @default own-request
             * @enum {string}
             */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
            /** @example 处罚决定已被行政复议撤销 */
            statement: string;
            subject?: components["schemas"]["SubjectIn"] & unknown;
            target: components["schemas"]["CaseTarget"];
        };
        DisputeLine: {
            /** @enum {string} */
            applicant: "subject" | "authority";
            /** @description 更正后的记录版本 */
            correctedVersion: number | null;
            due: {
                /** Format: date */
                from: string;
                /** Format: date */
                on: string;
                overdue: boolean;
                /** @description 跨入尚未公布放假安排的年度，公布后重新计算 */
                provisional: boolean;
                workingDays: number;
            } | null;
            /** @enum {string|null} */
            effect: "delete" | "correct" | "add" | "stop" | null;
            extended: boolean;
            /** @enum {string} */
            ground: "wrong" | "incomplete" | "over-term" | "wrongly-listed";
            id: number;
            note: string | null;
            raisedBy: string;
            /** Format: date */
            raisedOn: string;
            /** @enum {string} */
            state: "open" | "upheld" | "dismissed" | "withdrawn";
            statement: string;
            subject: {
                kind: string;
                name: string;
            };
            target: {
                authority: string;
                catalog: string;
                documentNo: string | null;
                listing: number | null;
                record: number;
            };
        };
        DisputeReasonIn: {
            /** @description 来源单位答复文书号；登记机构代录时必填 */
            documentNo?: string;
            reason: string;
        };
        DisputeUpholdIn: {
            /** @description 来源单位答复文书号；登记机构代录时必填 */
            documentNo?: string;
            /**
             * @description delete 删除、correct 更正、add 补充、stop 停止披露
             * @enum {string}
             */
            effect: "delete" | "correct" | "add" | "stop";
            /** @description 补充说明，随该信息展示；不得含证件号码 */
            note?: string;
            reason: string;
        };
        DisputeWithdrawIn: {
            reason?: string;
        };
        DropSource: {
            agency: string;
            catalog: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            isPaused: boolean;
            /** @enum {string} */
            kind: "folder" | "s3";
            /**
             * Format: date-time
             * @description 最近一次查看的时间
             */
            lastPolledAt: string | null;
            lastResult: {
                /** @description 当时放着的文件数 */
                found: number;
                problem: {
                    code: string;
                    detail: string;
                } | null;
                /** @description 这次写回结果的 */
                settled: number;
                /** @description 这次取走报送的 */
                submitted: number;
                /** @description 尚未写完或正在处理的 */
                waiting: number;
            } | null;
            location: string;
            /** @enum {string} */
            mode: "append" | "full";
            region: string | null;
        };
        DropSourceChange: {
            /** @description 访问密钥，加密保存，不再显示 */
            credentials?: {
                accessKeyId: string;
                secretAccessKey: string;
            };
            isPaused?: boolean;
            location?: string;
            /**
             * @description append 追加或更正；full 每个文件视为全部现有记录，撤回较多时仍须到报送页面确认
             * @enum {string}
             */
            mode?: "append" | "full";
            /** @description 签名用的区域，不分区的存储填 us-east-1 */
            region?: string;
        };
        DropSourceIn: {
            /**
             * @description 以哪个单位的名义报送（单位代码）
             * @example SCJG
             */
            agency: string;
            /** @example administrative-penalty */
            catalog: string;
            /** @enum {string} */
            kind: "folder";
            /**
             * @description DROP_ROOT 之下的相对路径
             * @example scjg/xzcf
             */
            location: string;
            /**
             * @description append 追加或更正；full 每个文件视为全部现有记录，撤回较多时仍须到报送页面确认
             * @default append
             * @enum {string}
             */
            mode: "append" | "full";
        } | {
            /**
             * @description 以哪个单位的名义报送（单位代码）
             * @example SCJG
             */
            agency: string;
            /** @example administrative-penalty */
            catalog: string;
            /** @description 访问密钥，加密保存，不再显示 */
            credentials: {
                accessKeyId: string;
                secretAccessKey: string;
            };
            /** @enum {string} */
            kind: "s3";
            /**
             * @description 路径式地址：https://主机/桶/前缀/
             * @example https://s3.example.gov.cn/drop/scjg/
             */
            location: string;
            /**
             * @description append 追加或更正；full 每个文件视为全部现有记录，撤回较多时仍须到报送页面确认
             * @default append
             * @enum {string}
             */
            mode: "append" | "full";
            /**
             * @description 签名用的区域，不分区的存储填 us-east-1
             * @default us-east-1
             */
            region: string;
        };
        DuePasswordIn: {
            password: string;
            /** @description 上一步答复中的 token */
            token: string;
        };
        ExecutionStatistics: {
            /** Format: date */
            from: string;
            items: {
                agency: string;
                agencyName: string;
                /** @description 其中要求执行措施的 */
                asked: number;
                executed: number;
                lifts: number;
                /** @description 工作人员已签收的移出通知 */
                liftsSigned: number;
                /** @description 要求执行的措施项数 */
                measures: number;
                /** @description 从发出到反馈完毕的中位天数 */
                medianDays: number | null;
                notApplicable: number;
                notExecuted: number;
                overdueFeedback: number;
                /** @description 到期既未接收也未签收的；移出通知为未经人工签收的 */
                overdueReceipts: number;
                /** @description 本单位系统已接收的（推送应答、拉取确认、文件送达） */
                received: number;
                /** @description 工作人员已签收的（逐条签收或反馈） */
                signed: number;
                /** @description 期内发出的通知 */
                told: number;
                /** @description 尚未反馈的措施项数（主体已移出的不计） */
                unanswered: number;
            }[];
            /** Format: date */
            to: string;
        };
        Feed: {
            ackedSeq: number;
            /** @description 订阅现在的一期。大于所记的：数据库从备份恢复过，先忘掉以前的 seq 和 subjectSeq，再收以后的通知 */
            epoch: number;
            items: ({
                data: {
                    [key: string]: unknown;
                };
                epoch: number;
                id: string;
                /** Format: uuid */
                noticeId: string;
                seq: number;
                /** Format: uuid */
                supersededBy: string | null;
                type: string;
            } & {
                [key: string]: unknown;
            })[];
            lastSeq: number;
            next: string | null;
        };
        FeedAck: {
            /** Format: uuid */
            subscription: string;
            upTo: number;
        };
        FeedAcked: {
            ackedSeq: number;
            epoch: number;
            lastSeq: number;
            /** Format: uuid */
            subscription: string;
        };
        Feedback: {
            /** @description 反馈部门 */
            agency: string;
            amount: string | null;
            at: string;
            by: string;
            content: string | null;
            documentNo: string | null;
            executedOn: string | null;
            /** Format: uuid */
            id: string;
            measure: string;
            note: string | null;
            /** Format: uuid */
            noticeId: string;
            reason: string | null;
            result: string;
            /** Format: uuid */
            supersededBy: string | null;
            /**
             * Format: uuid
             * @description 本条更正的反馈；两条都保留
             */
            supersedes: string | null;
        };
        FeedbackIn: {
            /**
             * @description 涉及金额（万元）
             * @example 12.5
             */
            amount?: string;
            /** @description 执行措施内容 */
            content?: string;
            documentNo?: string;
            /** Format: date */
            executedOn?: string;
            measure: string;
            /** @description 奖惩说明 */
            note?: string;
            reason?: string;
            /** @enum {string} */
            result: "executed" | "not-executed" | "not-applicable" | "released";
        };
        FeedbackList: {
            code: string | null;
            /** @description 真为激励，假为惩戒 */
            incentive: boolean;
            items: components["schemas"]["Feedback"][];
            list: string;
            listingId: number;
            subjectKind: string;
            subjectName: string;
        };
        FieldReport: components["schemas"]["FieldReportLine"] & {
            note: string;
            place: string;
        };
        /**
         * @example {
         *       "kind": "lead",
         *       "place": "示例路 1 号",
         *       "seenAt": "2026-11-24T09:00:00+08:00",
         *       "note": "示例：门店已搬空"
         *     }
         */
        FieldReportIn: {
            /** @enum {string} */
            finding: "true" | "untrue" | "unclear";
            /** @enum {string} */
            kind: "visit";
            /**
             * @description 所见情况，加密留存；不得含个人证件号码、银行卡号、手机号码
             * @example 示例：门店照常经营
             */
            note: string;
            /** @description 照片，JPEG 或 PNG，base64，至多 4 MB；附带的位置等信息在收存时去除 */
            picture?: string;
            /**
             * @description 地点，加密留存；不得含个人证件号码、银行卡号、手机号码
             * @example 示例路 1 号
             */
            place: string;
            /**
             * Format: date-time
             * @description 何时所见：不晚于现在，一个月以内
             */
            seenAt: string;
            /** @description 核查编号 */
            verification: string;
        } | {
            /** @enum {string} */
            kind: "lead";
            /**
             * @description 所见情况，加密留存；不得含个人证件号码、银行卡号、手机号码
             * @example 示例：门店照常经营
             */
            note: string;
            /** @description 照片，JPEG 或 PNG，base64，至多 4 MB；附带的位置等信息在收存时去除 */
            picture?: string;
            /**
             * @description 地点，加密留存；不得含个人证件号码、银行卡号、手机号码
             * @example 示例路 1 号
             */
            place: string;
            /**
             * Format: date-time
             * @description 何时所见：不晚于现在，一个月以内
             */
            seenAt: string;
        };
        FieldReportLine: {
            agency: string;
            by: string;
            /** @enum {string|null} */
            finding: "true" | "untrue" | "unclear" | null;
            hasPicture: boolean;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "visit" | "lead";
            /** Format: date-time */
            madeAt: string;
            /** Format: date-time */
            seenAt: string;
            verification: string | null;
        };
        FieldReportList: {
            items: components["schemas"]["FieldReportLine"][];
            next: string | null;
        };
        FileListing: {
            authority: string;
            documentNo: string | null;
            dueOn: string | null;
            endedOn: string | null;
            /** @description 名单状态之外的标注 */
            flags: ("disputed" | "under-appeal" | "stayed" | "removal-held" | "measures-suspended")[];
            id: number;
            isDisputed: boolean;
            /** @description 复议或诉讼期间停止执行 */
            isStayed: boolean;
            /** @description 复议或诉讼审理中 */
            isUnderAppeal: boolean;
            /** @description 登记系统自此时刻知其为此状态 */
            knownFrom: string;
            list: string;
            listedOn: string;
            measuresEndedOn: string | null;
            measuresUntil: string | null;
            reason: string;
            state: string;
            /** @description 事实自此日成立（与何时获知无关） */
            validFrom: string;
            validUntil: string | null;
        };
        FileQuery: {
            /**
             * Format: date-time
             * @description 按登记系统在该时刻所知
             */
            asOf?: string;
            /**
             * Format: uuid
             * @description 本人授权的编号；以没有法律上直接依据的目的（recruitment）查询自然人的必填
             */
            authorisation?: string;
            /**
             * @description 办件编号；查询自然人的必填
             * @example BJ-2026-000123
             */
            caseNo?: string;
            identityProof?: components["schemas"]["IdentityProof"] & unknown;
            /** @enum {string} */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
            subject: components["schemas"]["SubjectIn"];
        };
        FrequencyIn: {
            /**
             * @description 至少每多少个工作日报送一次
             * @example 22
             */
            everyWorkingDays: number;
            /**
             * @description 依据或理由
             * @example 该单位每月集中报送
             */
            reason: string;
        };
        Grant: {
            agency: string;
            askedAt: string;
            askedByName: string;
            decidedAt: string | null;
            decidedByName: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "roles" | "key";
            name: string | null;
            roles: string[];
            /** Format: uuid */
            staffId: string | null;
            /** @enum {string} */
            state: "pending" | "confirmed" | "refused" | "lapsed";
        };
        GrantConfirmed: {
            /** Format: uuid */
            id: string;
            /** @description 新签发的接口密钥，只显示这一次 */
            key: {
                /** Format: uuid */
                id: string;
                key: string;
            } | null;
            /** @enum {string} */
            kind: "roles" | "key";
            /** @description 该人员现有的角色 */
            roles: string[] | null;
            /** @enum {string} */
            state: "confirmed";
        };
        /** @description 给予优先办理的荣誉与激励措施 */
        GreenChannel: {
            honours: {
                authority: string;
                documentNo: string | null;
                list: string;
                since: string;
                title: string;
                until: string | null;
            }[];
            incentives: {
                basis: string;
                code: string;
                content: string;
                title: string;
            }[];
        } | null;
        Identity: {
            code: string;
            name: string;
            /** Format: uuid */
            noticeId: string;
            type: string;
        };
        IdentityIn: {
            caseNo: string;
            /** @enum {string} */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
        };
        /** @description 怎样核验了本人身份；记入审计 */
        IdentityProof: {
            /**
             * @description document-seen 当面核对本人证件原件；unified-sign-in 统一身份认证登录；power-of-attorney 核对委托书与双方证件
             * @enum {string}
             */
            kind: "document-seen" | "unified-sign-in" | "power-of-attorney";
            /**
             * @description 认证流水号或委托书编号，document-seen 可不填；不得填写证件号码
             * @example WT-2026-0015
             */
            reference?: string;
        };
        /** @description RFC 9162 第 2.1.3 节；leaf、path、root 为 base64，checkpoint 为签名文本 */
        InclusionProof: {
            checkpoint: string;
            leaf: string;
            path: string[];
            place: number;
            root: string;
            size: number;
        };
        Knowledge: {
            asOf: string | null;
            facts: {
                authority: string;
                broughtBy: {
                    agency: string;
                    batchId: string | null;
                    by: string | null;
                    row: number | null;
                };
                class: string | null;
                documentNo: string | null;
                id: number;
                /** @enum {string} */
                kind: "record" | "listing";
                knownFrom: string;
                knownUntil: string | null;
                list: string;
                /** @description 最近二百次 */
                seenBy: {
                    agency: string | null;
                    at: string;
                    by: string;
                    /** @enum {string} */
                    how: "check" | "check-as-of" | "file" | "knowledge" | "archive" | "notice" | "notice-signed";
                    /** @description 核查编号或通知编号 */
                    no: string | null;
                }[];
                seenCount: number;
                state: string;
                /** @description 事实自此日成立（与何时获知无关） */
                validFrom: string;
                validUntil: string | null;
                version: number | null;
            }[];
            subject: {
                identifiers: {
                    /** @description 自然人号码已遮盖 */
                    code: string;
                    type: string;
                }[];
                kind: string;
                name: string;
            };
        };
        LedgerEntry: {
            measures: components["schemas"]["LedgerMeasure"][];
            subject: {
                /** @example subjects/7 */
                id: string;
                maskedCode?: string;
                /** @description 尚无统一社会信用代码的组织：组织机构代码或工商注册号，种类见 otherCodeType */
                otherCode?: string;
                /** @enum {string} */
                otherCodeType?: "org-code" | "business-registration-no";
                subjectKind: string;
                subjectName: string;
                uscc?: string;
            };
        };
        LedgerMeasure: {
            askedBy: {
                disputed: boolean;
                /** @description 状态之外的标注：disputed 异议处理中、under-appeal 复议或诉讼审理中、stayed 停止执行 */
                flags: ("disputed" | "under-appeal" | "stayed" | "removal-held" | "measures-suspended")[];
                /** @description 可以解除的认定单位 */
                lifts: string;
                list: string;
                listingId: number;
                since: string;
                until: string | null;
            }[];
            basis: string;
            code: string;
            /** @enum {string} */
            kind: "I" | "II" | "III";
            since: string;
            /** @description 要求该措施的名单均已停止执行：措施中止，不得执行 */
            suspended: boolean;
            title: string;
        };
        Listing: {
            authority: string;
            /** Format: date-time */
            changedAt: string;
            disputed: boolean;
            documentNo: string | null;
            /**
             * Format: date
             * @description 名单管理期届满之日；空为至履行完毕，或尚未列入
             */
            dueOn: string | null;
            /** Format: date */
            endedOn: string | null;
            endGround: string | null;
            /** @description 状态之外的标注：disputed 异议处理中、under-appeal 复议或诉讼审理中、stayed 停止执行 */
            flags: ("disputed" | "under-appeal" | "stayed" | "removal-held" | "measures-suspended")[];
            id: number;
            /** @enum {string} */
            kind: "severe" | "honour";
            list: string;
            /**
             * Format: date
             * @description 列入之日；尚未列入的为空
             */
            listedOn: string | null;
            /** Format: date */
            measuresEndedOn: string | null;
            /**
             * Format: date
             * @description 惩戒措施期限届满之日；空为与名单同止
             */
            measuresUntil: string | null;
            priorNotice?: components["schemas"]["PriorNotice"];
            reason: string | null;
            region: string;
            /** @description 移出事由的代码；未说明的为 unstated */
            removalGround: string | null;
            /** @enum {string} */
            state: "notified" | "listed" | "expired" | "repaired" | "revoked";
            subject: {
                maskedCode?: string;
                /** @description 尚无统一社会信用代码的组织：组织机构代码或工商注册号，种类见 otherCodeType */
                otherCode?: string;
                /** @enum {string} */
                otherCodeType?: "org-code" | "business-registration-no";
                subjectKind: string;
                subjectName: string;
                uscc?: string;
            };
            version: number;
        };
        ListingExtension: {
            /** @example 示市监移〔2026〕3号 */
            documentNo?: string;
            /** @example 以暴力、威胁方法妨碍执行，延长期限 */
            ground: string;
            /**
             * Format: date
             * @description 惩戒措施期限至
             * @example 2028-03-02
             */
            measuresUntil?: string;
            /**
             * Format: date
             * @description 名单管理期延长至
             * @example 2029-03-02
             */
            until?: string;
            /** @description 读到的名单版本；其后有人改动的，答 409 listing.stale 并说明改了什么 */
            version?: number;
        };
        ListingRemoval: {
            /**
             * Format: date
             * @description 改正之日；等待期自改正之日起算的事由须填
             * @example 2026-05-10
             */
            correctedOn?: string;
            /** @example 示市监移〔2026〕3号 */
            documentNo?: string;
            /** @example 已履行行政处罚决定并消除不良影响，提前移出 */
            ground: string;
            /**
             * @description 移出事由的代码，各名单不同（GET /severe-lists 的 grounds）；不填的记为 unstated
             * @example performed
             * @enum {string}
             */
            removalGround?: "performed" | "settled" | "creditor-request" | "no-assets-found" | "enforcement-suspended" | "not-enforced" | "enforcement-ended" | "paid" | "restructuring" | "merit" | "corrected" | "ban-over" | "term-over";
            /** @description 读到的名单版本；其后有人改动的，答 409 listing.stale 并说明改了什么 */
            version?: number;
        };
        ListingRestoration: {
            /** @example 示市监移〔2026〕3号 */
            documentNo?: string;
            /** @example 以虚假材料取得移出，恢复列入 */
            ground: string;
            /** @description 读到的名单版本；其后有人改动的，答 409 listing.stale 并说明改了什么 */
            version?: number;
        };
        ListingRevocation: {
            /** @example 示市监移〔2026〕3号 */
            documentNo?: string;
            /** @example 列入决定被行政复议撤销 */
            ground: string;
            /** @description 读到的名单版本；其后有人改动的，答 409 listing.stale 并说明改了什么 */
            version?: number;
        };
        Matter: {
            basis: string;
            code: string;
            department: string;
            edition: number;
            isCommitmentAllowed: boolean;
            issuingUnit: string | null;
            /** @description 办理事项：证明用于办理什么 */
            item: string | null;
            /** @enum {string} */
            kind: "proof" | "licence";
            /**
             * @description retained 保留、cancelled 取消、commitment 适用告知承诺
             * @enum {string}
             */
            list: "retained" | "cancelled" | "commitment";
            name: string;
            /**
             * @description 承诺、共享、协查或无需替代
             * @enum {string|null}
             */
            replacement: "commitment" | "sharing" | "assistance" | "none" | null;
            /** @description 怎样办理；没有替代方式的，其理由 */
            replacementNote: string | null;
            riskClass: string | null;
        };
        MatterDetail: components["schemas"]["Matter"] & {
            commitmentText: string | null;
            noticeText: string | null;
            versions: {
                edition: number;
                /**
                 * @description retained 保留、cancelled 取消、commitment 适用告知承诺
                 * @enum {string|null}
                 */
                list: "retained" | "cancelled" | "commitment" | null;
                name: string;
                publishedOn: string;
            }[];
        };
        MatterEdition: {
            byName: string;
            counts: {
                added: number;
                changed: number;
                removed: number;
            };
            name: string;
            no: number;
            publishedOn: string;
        };
        MatterImport: {
            counts: {
                added: number;
                changed: number;
                rejected: number;
                removed: number;
                rows: number;
                unchanged: number;
                warned: number;
            };
            /** @description 生成的版本；试校验、没有变化或整表有退回行时为空 */
            edition: number | null;
            errors: {
                errors: {
                    code: string;
                    column?: string;
                    message: string;
                }[];
                row: number;
                /** @enum {string} */
                verdict: "rejected" | "warned";
            }[];
            /** @enum {string} */
            mode: "append" | "full" | "dry-run";
        };
        MatterOffices: {
            items: {
                agency: string;
                agencyCode: string;
                namedAt: string;
                /** @enum {string} */
                office: "legal" | "service-centre";
            }[];
        };
        MatterOfficesInput: {
            /**
             * @description 司法行政（法制）机构的单位代码
             * @example SFJ
             */
            legal: string;
            /**
             * @description 政务服务机构的单位代码
             * @example ZWFW
             */
            serviceCentre: string;
        };
        MatterProposal: {
            agency: string;
            basis: string | null;
            /**
             * Format: date
             * @description 征求意见的最后一日
             */
            commentEndsOn: string | null;
            commitmentText: string | null;
            decision: {
                /** Format: date */
                decidedOn: string;
                documentNo: string;
                /** @description 公布的目录版本；与现行相同的为空 */
                edition: number | null;
                /** @description 事项目录中的编码 */
                matter: string;
            } | null;
            /**
             * @description retain 保留；cancel 取消；promise 实行告知承诺
             * @enum {string}
             */
            fate: "retain" | "cancel" | "promise";
            /** @description 提示：只供核对，不退回 */
            flags: {
                code: string;
                message: string;
            }[];
            /**
             * @description no-legal-basis 没有法律法规依据的，一律取消；own-documents 能通过申请人现有证照证明的，一律取消；written-promise 能以申请人书面承诺解决的，一律取消；other-materials 能被其他材料涵盖或者替代的，一律取消；online-check 能通过网络核验的，一律取消；between-departments 能由部门之间核实、共享的，一律取消；issuer-cannot-verify 开具单位无法调查核实的，一律取消
             * @enum {string|null}
             */
            ground: "no-legal-basis" | "own-documents" | "written-promise" | "other-materials" | "online-check" | "between-departments" | "issuer-cannot-verify" | null;
            issuingUnit: string | null;
            item: string;
            /** Format: date-time */
            madeAt: string;
            matterCode: string | null;
            /** Format: date-time */
            movedAt: string;
            name: string;
            no: string;
            noticeText: string | null;
            opinions: {
                agency: string;
                /** Format: date-time */
                at: string;
                byName: string;
                isCurrent: boolean;
                /** @enum {string} */
                office: "legal" | "service-centre";
                /** @description 第几次提交 */
                round: number;
                /**
                 * @description agree 同意；disagree 不同意
                 * @enum {string}
                 */
                stance: "agree" | "disagree";
                words: string | null;
            }[];
            /**
             * @description person 自然人；organisation 法人和其他组织；both 均适用
             * @enum {string}
             */
            party: "person" | "organisation" | "both";
            /**
             * @description commitment 告知承诺；sharing 信息共享；assistance 部门协查；none 无需替代
             * @enum {string|null}
             */
            replacement: "commitment" | "sharing" | "assistance" | "none" | null;
            replacementNote: string | null;
            returnedFor: string | null;
            /**
             * @description low 低；medium 中；high 高
             * @enum {string|null}
             */
            riskClass: "low" | "medium" | "high" | null;
            /** @enum {string} */
            state: "draft" | "submitted" | "commenting" | "published" | "returned" | "withdrawn";
        };
        MatterProposalCommented: {
            agency: string;
            basis: string | null;
            /**
             * Format: date
             * @description 征求意见的最后一日
             */
            commentEndsOn: string | null;
            /**
             * @description retain 保留；cancel 取消；promise 实行告知承诺
             * @enum {string}
             */
            fate: "retain" | "cancel" | "promise";
            item: string;
            name: string;
            no: string;
            /**
             * @description commitment 告知承诺；sharing 信息共享；assistance 部门协查；none 无需替代
             * @enum {string|null}
             */
            replacement: "commitment" | "sharing" | "assistance" | "none" | null;
            replacementNote: string | null;
        };
        MatterProposalDecision: {
            /**
             * Format: date
             * @description 决定日期，不晚于今天
             * @example 2026-12-20
             */
            decidedOn: string;
            /**
             * @description 领导小组决定的文号
             * @example 示例证明办〔2026〕1号
             */
            documentNo: string;
            /** @description 版本名称；不填即文号 */
            name?: string;
            /**
             * @description 清理事项编号，一并办理，要么都办，要么都不办
             * @example [
             *       "ZM2026000001"
             *     ]
             */
            proposals: string[];
        };
        /**
         * @example {
         *       "name": "示例：经营场所使用证明",
         *       "item": "示例：市场主体设立登记",
         *       "basis": "《示例条例》第十六条",
         *       "party": "organisation",
         *       "ground": "online-check",
         *       "fate": "cancel",
         *       "replacement": "sharing"
         *     }
         */
        MatterProposalInput: {
            /**
             * @description 设定依据；没有的留空，会加提示
             * @default null
             * @example 《示例条例》第十六条
             */
            basis: string | null;
            /**
             * @description 承诺书文本
             * @default null
             */
            commitmentText: string | null;
            /**
             * @description retain 保留；cancel 取消；promise 实行告知承诺
             * @example cancel
             * @enum {string}
             */
            fate: "retain" | "cancel" | "promise";
            /**
             * @description no-legal-basis 没有法律法规依据的，一律取消；own-documents 能通过申请人现有证照证明的，一律取消；written-promise 能以申请人书面承诺解决的，一律取消；other-materials 能被其他材料涵盖或者替代的，一律取消；online-check 能通过网络核验的，一律取消；between-departments 能由部门之间核实、共享的，一律取消；issuer-cannot-verify 开具单位无法调查核实的，一律取消
             * @default null
             * @example online-check
             * @enum {string|null}
             */
            ground: "no-legal-basis" | "own-documents" | "written-promise" | "other-materials" | "online-check" | "between-departments" | "issuer-cannot-verify" | null;
            /**
             * @description 开具单位
             * @default null
             */
            issuingUnit: string | null;
            /**
             * @description 办理事项：证明用于办理什么
             * @example 示例：市场主体设立登记
             */
            item: string;
            /**
             * @description 拟修改的现行事项的编码；新增的留空
             * @default null
             */
            matterCode: string | null;
            /**
             * @description 证明名称
             * @example 示例：经营场所使用证明
             */
            name: string;
            /**
             * @description 告知书文本
             * @default null
             */
            noticeText: string | null;
            /**
             * @description person 自然人；organisation 法人和其他组织；both 均适用
             * @example organisation
             * @enum {string}
             */
            party: "person" | "organisation" | "both";
            /**
             * @description commitment 告知承诺；sharing 信息共享；assistance 部门协查；none 无需替代
             * @default null
             * @example sharing
             * @enum {string|null}
             */
            replacement: "commitment" | "sharing" | "assistance" | "none" | null;
            /**
             * @description 怎样办理；没有替代方式的，其理由
             * @default null
             */
            replacementNote: string | null;
            /**
             * @description low 低；medium 中；high 高
             * @default null
             * @enum {string|null}
             */
            riskClass: "low" | "medium" | "high" | null;
        };
        MatterProposalList: {
            items: components["schemas"]["MatterProposal"][];
            next: string | null;
        };
        MatterProposalNumbers: {
            /**
             * @description 清理事项编号，一并办理，要么都办，要么都不办
             * @example [
             *       "ZM2026000001"
             *     ]
             */
            proposals: string[];
        };
        /**
         * @example {
         *       "proposals": [
         *         "ZM2026000001"
         *       ],
         *       "stance": "agree"
         *     }
         */
        MatterProposalOpinion: {
            /**
             * @description 清理事项编号，一并办理，要么都办，要么都不办
             * @example [
             *       "ZM2026000001"
             *     ]
             */
            proposals: string[];
            /**
             * @description agree 同意；disagree 不同意
             * @example agree
             * @enum {string}
             */
            stance: "agree" | "disagree";
            /**
             * @description 意见；不同意的必填
             * @example 同意取消
             */
            words?: string;
        };
        MatterProposalOpinionGiven: {
            /** Format: date */
            commentEndsOn: string | null;
            given: string[];
            /** @description 两家意见已齐、开始征求意见的 */
            opened: string[];
        };
        MatterProposalReturn: {
            /**
             * @description 清理事项编号，一并办理，要么都办，要么都不办
             * @example [
             *       "ZM2026000001"
             *     ]
             */
            proposals: string[];
            /**
             * @description 退回的理由
             * @example 请补充设定依据
             */
            reason: string;
        };
        MatterProposalsCommented: {
            items: components["schemas"]["MatterProposalCommented"][];
            next: string | null;
        };
        MatterProposalSheet: {
            counts: {
                drafted: number;
                rejected: number;
                rows: number;
                unchanged: number;
                warned: number;
            };
            drafted: {
                no: string;
                row: number;
            }[];
            /** @description 退回、提示和已在办的行，逐行说明；不截断 */
            rows: {
                errors: {
                    code: string;
                    column?: string;
                    message: string;
                }[];
                row: number;
                /** @enum {string} */
                verdict: "rejected" | "warned" | "unchanged";
            }[];
        };
        MatterProposalsMoved: {
            moved: string[];
            /** @enum {string} */
            state: "draft" | "submitted" | "commenting" | "published" | "returned" | "withdrawn";
        };
        MatterProposalsPublished: {
            counts: {
                added: number;
                changed: number;
                removed: number;
                unchanged: number;
            };
            /** @description 与现行目录相同的为空 */
            edition: number | null;
            matters: {
                matter: string;
                proposal: string;
            }[];
        };
        Measure: {
            basis: string;
            code: string;
            content: string;
            /** @description 实施单位；* 表示各公共管理机构 */
            departments: string[];
            edition: number;
            /**
             * @description I 减损权益或增加义务；II 履职管理措施；III 其他组织自主实施，仅供参考
             * @enum {string}
             */
            kind: "I" | "II" | "III";
            lists: string[];
            /** @description 仅对自然人；单位被列入时不要求执行 */
            personsOnly: boolean;
            target: string;
            title: string;
            validFrom: string;
            validUntil: string | null;
        };
        MeasureEditionIn: {
            /** @example 2027 */
            edition: number;
            measures: {
                /** @description 法规政策依据 */
                basis: string;
                /** @example FUND_LIMIT */
                code: string;
                content: string;
                departments: string[];
                /**
                 * @description I 减损权益或增加义务；II 履职管理措施；III 其他组织自主实施，仅供参考
                 * @enum {string}
                 */
                kind: "I" | "II" | "III";
                lists: string[];
                /**
                 * @description 仅对自然人；单位被列入时不要求执行
                 * @default false
                 */
                personsOnly: boolean;
                target: string;
                title: string;
            }[];
            /** @description 文件名称或文号 */
            source: string;
            /**
             * Format: date
             * @description 施行日期；此前各版自该日起停止使用
             * @example 2027-01-01
             */
            validFrom: string;
        };
        MergeCandidate: {
            /** Format: date-time */
            decidedAt: string | null;
            decidedBy: string | null;
            /** @enum {string} */
            ground: "identifiers" | "name-and-code" | "name-and-region";
            id: number;
            /** @description 合并编号，撤销合并时使用 */
            mergeId: number | null;
            /** Format: date-time */
            raisedAt: string;
            raisedBy: string;
            reason: string | null;
            /** @enum {string} */
            state: "open" | "merged" | "dismissed";
            /** @description 前一个为建议保留的主体 */
            subjects: {
                id: number;
                identifiers: {
                    /** @description 自然人号码已遮盖 */
                    code: string;
                    type: string;
                }[];
                kind: string;
                /** Format: date-time */
                knownSince: string;
                liveListingCount: number;
                /** @description 自然人姓名已遮盖 */
                name: string;
                otherNames: string[];
                recordCount: number;
                region: string;
            }[];
        };
        MergeIn: {
            /**
             * @description 理由，写明核对了什么
             * @example 登记机关函复：同一单位换发统一社会信用代码
             */
            reason: string;
            /**
             * @description 保留哪个主体；不填时保留号码较强的一个
             * @example 1
             */
            survivorId?: number;
        };
        MoveIn: {
            agency: string;
        };
        Notice: {
            authority?: string | null;
            confirmed: boolean;
            createdAt: string;
            /** Format: uuid */
            deliveryId: string | null;
            deliveryState: string | null;
            documentNo?: string | null;
            dueOn?: string | null;
            endedOn?: string | null;
            /** @description 第几期；序号在一期内连续 */
            epoch: number;
            /**
             * @description waiting 系统未接收，也未签收；received 系统已接收，未签收；signed 人工已签收，待反馈；answered 已反馈；lifted 主体已移出；superseded 已被替代；lift-waiting 移出待签收；lift-signed 移出已签收
             * @enum {string}
             */
            execution: "waiting" | "received" | "signed" | "answered" | "lifted" | "superseded" | "lift-waiting" | "lift-signed";
            feedback: {
                at: string;
                /** @description 已被后来的反馈更正 */
                corrected: boolean;
                measure: string;
                result: string;
            }[];
            /** Format: uuid */
            id: string;
            initial: boolean;
            list: string;
            listedOn?: string | null;
            maskedCode?: string | null;
            measures: string[];
            /** @description 解除通知须由工作人员签收，系统接收不算 */
            needsReceipt: boolean;
            /** @description 审计检查点（audit.checkpoint）的签名原文 */
            note?: string;
            otherCode?: string | null;
            otherCodeType?: string | null;
            /** @description 协查通知：所指协查的位置，接在 /api/v1 之后取用 */
            place?: string;
            readAt: string | null;
            reason?: string | null;
            /** @description 本单位系统接收的时间（推送应答、拉取确认、文件送达）；不等于签收 */
            receivedAt: string | null;
            seq: number;
            /** @description 工作人员签收（或反馈）的时间 */
            signedAt: string | null;
            signedBy: string | null;
            state: string;
            subjectKind: string;
            subjectName: string;
            subjectSeq: number;
            /** Format: uuid */
            subscriptionId: string;
            /** Format: uuid */
            supersededBy: string | null;
            /** @description 名单停止执行：中止此前要求的措施，待恢复执行或移出的通知 */
            suspends: boolean;
            type: string;
            uscc?: string | null;
        };
        OneTimePassword: {
            agency: string;
            /** @description 一次性密码，只显示这一次，当面交给本人 */
            code: string;
            codeUntil: string;
            name: string;
        };
        PasswordIn: {
            current: string;
            password: string;
        };
        Person: {
            agency: string;
            agencyName: string;
            createdAt: string;
            disabledAt: string | null;
            hasFactor: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            roles: string[];
        };
        PersonFile: components["schemas"]["Person"] & {
            history: {
                about: {
                    [key: string]: unknown;
                };
                at: string;
                by: string;
                step: string;
            }[];
        };
        PreviewIn: {
            /** @description 登记机构代其他单位预览时填写单位代码 */
            agency?: string;
            filter?: components["schemas"]["SubscriptionFilter"];
            /**
             * Format: date
             * @description 起始日期，不填为 30 天前
             */
            from?: string;
            /** @default 10 */
            sample: number;
            schedule?: components["schemas"]["SubscriptionSchedule"];
            /**
             * Format: date
             * @description 截止日期（含），不填为今天
             */
            to?: string;
        };
        /** @description 仅 state=notified */
        PriorNotice: {
            basis: string;
            /**
             * Format: date
             * @description 应当作出决定之日
             */
            decideBy: string;
            documentNo: string;
            /** Format: date */
            notifiedOn: string;
            /** @description 逾期未作决定 */
            overdue: boolean;
            statements: {
                finding: string;
                /** Format: date */
                heardOn: string;
                /** @enum {string} */
                result: "upheld" | "partly-upheld" | "not-upheld";
                statement: string;
            }[];
            /** @description 陈述申辩期限 */
            statementsUntil: {
                /** Format: date */
                on: string;
                over: boolean;
                /** @description 跨入尚未公布放假安排的年度，公布后重新计算 */
                provisional: boolean;
                workingDays: number;
            };
        };
        PriorNoticeInput: {
            /**
             * @description 认定单位代码：认定单位自己办理的不填，登记机构代录的必填
             * @example SCJG
             */
            agency?: string;
            /**
             * @description 拟列入的依据
             * @example 市场监督管理严重违法失信名单管理办法第十条
             */
            basis: string;
            /**
             * @description 告知书文号
             * @example 示市监告〔2026〕7号
             */
            documentNo: string;
            /**
             * @description 名单（目录代码）
             * @example serious-violation
             */
            list: string;
            /**
             * Format: date
             * @description 告知（送达）之日
             * @example 2026-11-20
             */
            notifiedOn: string;
            /**
             * @description 拟列入的事由；不得含证件号码
             * @example 提交虚假材料取得登记
             */
            reason: string;
            subject: {
                /** @example 92440300MA5EXMPX83 */
                code: string;
                /**
                 * @description 护照签发国（地区）：三位字母代码或中文名称；其他证件不填
                 * @example USA
                 */
                country?: string;
                /** @example 示例便利店 */
                name: string;
                /** @enum {string} */
                type: "uscc" | "citizen-id" | "permanent-residence-id" | "hk-macao-permit" | "taiwan-permit" | "passport" | "org-code" | "business-registration-no";
            };
        };
        PriorNoticeStatementInput: {
            /**
             * @description 核实情况
             * @example 经核实，委托书由法定代表人签署
             */
            finding: string;
            /**
             * Format: date
             * @description 听取陈述申辩之日
             * @example 2026-11-24
             */
            heardOn: string;
            /**
             * @description 核实结果：upheld 成立、partly-upheld 部分成立、not-upheld 不成立
             * @enum {string}
             */
            result: "upheld" | "partly-upheld" | "not-upheld";
            /**
             * @description 当事人的陈述、申辩意见；不得含证件号码
             * @example 材料由代理机构提交，本单位不知情
             */
            statement: string;
        };
        Problem: {
            code: string;
            detail: string;
            errors: {
                code: string;
                column?: string;
                message: string;
                pointer?: string;
                row?: number;
                suggestion?: string;
            }[];
            /** @description 启用动态口令时：加入身份验证器的地址 */
            otpauth?: string;
            requestId: string;
            status: number;
            title: string;
            /** @description 登录未完成时：下一步须带的凭据，十分钟内有效 */
            token?: string;
            type: string;
        };
        PromiseFigures: {
            /** @description 收到协查 */
            "assistance.asked": number;
            /** @description 按期反馈协查 */
            "assistance.in-time": number;
            /** @description 逾期反馈协查 */
            "assistance.late": number;
            /** @description 核查不实 */
            "commitment.breached": number;
            /** @description 出具承诺书 */
            "commitment.draft": number;
            /** @description 以承诺办结 */
            "commitment.handled": number;
            /** @description 未选择承诺 */
            "commitment.refused": number;
            /** @description 撤销核查决定 */
            "commitment.reopened": number;
            /** @description 作出承诺 */
            "commitment.signed": number;
            /** @description 核查属实 */
            "commitment.verified": number;
            /** @description 撤回承诺 */
            "commitment.withdrawn": number;
            /** @description 交办投诉 */
            "complaint.asked": number;
            /** @description 投诉整改完毕 */
            "complaint.mended": number;
            /** @description 收到投诉 */
            "complaint.received": number;
            /** @description 转办投诉 */
            "complaint.transferred": number;
            /** @description 投诉不属实 */
            "complaint.unfounded": number;
        };
        PromiseMoveList: {
            items: {
                agency: string | null;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                event: "commitment.draft" | "commitment.refused" | "commitment.signed" | "commitment.withdrawn" | "commitment.handled" | "commitment.verified" | "commitment.breached" | "commitment.reopened" | "assistance.asked" | "assistance.in-time" | "assistance.late" | "complaint.received" | "complaint.asked" | "complaint.mended" | "complaint.unfounded" | "complaint.transferred";
                matter: string | null;
                no: string;
            }[];
            next: string | null;
        };
        PromiseStatistics: {
            /** @enum {string} */
            by: "matter" | "agency" | "month";
            /** Format: date */
            from: string;
            items: {
                figures: components["schemas"]["PromiseFigures"];
                key: string;
                name: string;
            }[];
            /** Format: date */
            to: string;
            total: components["schemas"]["PromiseFigures"];
        };
        PublicCheck: {
            decidedAt: string;
            no: string;
            outcome: string;
            valid: boolean;
        };
        PublicList: {
            items: components["schemas"]["PublicRow"][];
            list: string;
            name: string;
            next: string | null;
            version: number;
        };
        PublicLists: {
            items: {
                basis: string;
                /**
                 * @description 其一：abnormal-operation、administrative-licence、administrative-penalty、construction-violation、culture-tourism-violation、customs-violation、drug-violation、fire-safety-violation、honour、intellectual-property-violation、judgment-defaulter、major-tax-violation、overload-violation、procurement-violation、securities-violation、serious-violation、social-insurance-violation、social-organisation-violation、statistics-violation、tax-arrears、wage-arrears、work-safety-violation
                 * @example serious-violation
                 */
                code: string;
                name: string;
                publishedAt: string | null;
                version: number;
            }[];
        };
        PublicManifest: {
            deltas: {
                oldestSince: number;
                urls: string[];
            };
            files: {
                bytes: number;
                etag: string;
                /** @enum {string} */
                format: "csv" | "ndjson";
                name: string;
                rows: number;
                sha256: string;
                url: string;
            }[];
            list: string;
            name: string;
            publishedAt: string | null;
            version: number;
        };
        PublicReport: {
            /** Format: date-time */
            madeAt: string;
            /** @example BG20261124-7K3M9Q2A */
            no: string;
            valid: boolean;
        };
        PublicRow: {
            /** @example 示例市市场监督管理局 */
            authority: string;
            /** @example 罚款；罚款人民币壹万元 */
            content: string;
            /** @example 示市监罚〔2026〕1号 */
            documentNo: string | null;
            /**
             * @description 本名单内不变的编号；增量中移出只给编号
             * @example 1024
             */
            id: string;
            /** @description 正在处理异议 */
            isDisputed: boolean;
            /** @description 复议或诉讼期间停止执行 */
            isStayed: boolean;
            /** @description 行政复议或行政诉讼审理中 */
            isUnderAppeal: boolean;
            /** @enum {string} */
            kind: "organisation" | "individual-business" | "person" | "government";
            /** @example 违反广告管理规定 */
            matter: string;
            /**
             * @description 组织全称；自然人姓名已遮盖
             * @example 示例蔬菜种植专业合作社
             */
            name: string;
            /** @example 2026-03-02 */
            since: string;
            /** @example 2027-03-02 */
            until: string | null;
            /** @example 93440300MA5FAAA13R */
            uscc: string | null;
        };
        PushedAssistance: {
            data: {
                dueOn: string | null;
                /** @enum {boolean} */
                initial: false;
                /** @enum {boolean} */
                needsReceipt: false;
                /** Format: uuid */
                noticeId: string;
                place: string;
                seq: number;
                /** @enum {string} */
                state: "asked" | "due-soon" | "withdrawn" | "answered" | "returned";
                subjectSeq: number;
                supersedes: string[];
                /** @description 不含当事人的姓名和号码 */
                text: string;
                title: string;
                /** @description 凭本单位密钥取协查内容；完整身份另以 /identity 查看 */
                url: string;
            };
            /** @enum {string} */
            datacontenttype: "application/json";
            /**
             * @description 第几期；数据库从备份恢复后加一。大于所记的，先忘掉以前的 seq 和 subjectSeq；没有此项的按 1 计
             * @example 1
             */
            epoch: number;
            /**
             * Format: uuid
             * @description 同一条通知永不变，重发、重新投递亦然
             */
            id: string;
            source: string;
            /** @enum {string} */
            specversion: "1.0";
            /** @example assistance/XC20261124-7K3M9Q2A */
            subject: string;
            /** Format: date-time */
            time: string;
            /** @enum {string} */
            type: "credit.assistance.asked" | "credit.assistance.answered";
        };
        PushedCheckpoint: {
            data: {
                /** @enum {boolean} */
                initial: false;
                /** @enum {boolean} */
                needsReceipt: false;
                /** @description 签名的检查点原文（C2SP signed note），原样留存；用 client/verify-trail.ts 验证 */
                note: string;
                /** Format: uuid */
                noticeId: string;
                seq: number;
                /** @description 检查点的号码 */
                subjectSeq: number;
                /** @description 被本条替代、不再推送的检查点；拉取仍可取得 */
                supersedes: string[];
            };
            /** @enum {string} */
            datacontenttype: "application/json";
            /**
             * @description 第几期；数据库从备份恢复后加一。大于所记的，先忘掉以前的 seq 和 subjectSeq；没有此项的按 1 计
             * @example 1
             */
            epoch: number;
            /**
             * Format: uuid
             * @description 同一条通知永不变，重发、重新投递亦然
             */
            id: string;
            source: string;
            /** @enum {string} */
            specversion: "1.0";
            /** @enum {string} */
            subject: "audit/checkpoints";
            /** Format: date-time */
            time: string;
            /** @enum {string} */
            type: "audit.checkpoint";
        };
        PushedMeasure: {
            basis: string;
            code: string;
            content: string;
            /** @enum {string} */
            kind: "I" | "II" | "III";
            title: string;
        };
        PushedNotice: {
            data: {
                authority: string | null;
                basis: string | null;
                documentNo: string | null;
                dueOn: string | null;
                endedOn: string | null;
                endGround: string | null;
                /** @description 名单事项现有的标注：disputed 异议处理中；under-appeal 复议或诉讼审理中；stayed 停止执行；removal-held 认定单位已移出、待登记机构确认；measures-suspended 其间惩戒措施暂停 */
                flags: ("disputed" | "under-appeal" | "stayed" | "removal-held" | "measures-suspended")[];
                /** @description 第三类措施，供参考 */
                information: components["schemas"]["PushedMeasure"][];
                /** @description 开订时已在列的名单事项，或恢复后重新告知的现状 */
                initial: boolean;
                /** @enum {string|null} */
                kind: "severe" | "honour" | null;
                list: string;
                listedOn: string | null;
                listingId: number;
                measures: components["schemas"]["PushedMeasure"][];
                measuresEndedOn: string | null;
                measuresUntil: string | null;
                needsReceipt: boolean;
                /** Format: uuid */
                noticeId: string;
                reason: string | null;
                region: string | null;
                repairNotice: components["schemas"]["RepairNotice"];
                /** @description 一个订阅的一期（epoch）内连续无缺 */
                seq: number;
                state: string;
                /** @description 解除、停止执行通知：因其他在列名单仍须执行、不得解除的措施 */
                stillAsked: {
                    lists: string[];
                    measure: string;
                }[];
                subject: {
                    code: string | null;
                    codeType: string | null;
                    kind: string;
                    /** @description 自然人证件号码已遮盖 */
                    masked: boolean;
                    name: string;
                };
                /** @description 不大于该主体已办的最大值的，跳过 */
                subjectSeq: number;
                /** @description 被本条替代、不再推送的通知 */
                supersedes: string[];
                /** @description 停止执行期间中止的措施：暂停执行，待恢复执行或移出的通知 */
                suspended: components["schemas"]["PushedMeasure"][];
            };
            /** @enum {string} */
            datacontenttype: "application/json";
            /**
             * @description 第几期；数据库从备份恢复后加一。大于所记的，先忘掉以前的 seq 和 subjectSeq；没有此项的按 1 计
             * @example 1
             */
            epoch: number;
            /**
             * Format: uuid
             * @description 同一条通知永不变，重发、重新投递亦然
             */
            id: string;
            source: string;
            /** @enum {string} */
            specversion: "1.0";
            /**
             * @description 主体，按它守序
             * @example subjects/7
             */
            subject: string;
            /** Format: date-time */
            time: string;
            /** @enum {string} */
            type: "credit.listing.created" | "credit.listing.changed" | "credit.listing.removed" | "credit.honour.created" | "credit.honour.removed";
        };
        /** @description 一次推送的通知；汇总推送时各种变动可在同一批中，须逐条看 type */
        PushedNotices: components["schemas"]["PushedNotice"][];
        PushedPing: {
            data: {
                /** Format: uuid */
                subscriptionId: string;
            };
            /** @enum {string} */
            datacontenttype: "application/json";
            /**
             * @description 第几期；数据库从备份恢复后加一。大于所记的，先忘掉以前的 seq 和 subjectSeq；没有此项的按 1 计
             * @example 1
             */
            epoch: number;
            /**
             * Format: uuid
             * @description 同一条通知永不变，重发、重新投递亦然
             */
            id: string;
            source: string;
            /** @enum {string} */
            specversion: "1.0";
            /** Format: date-time */
            time: string;
            /** @enum {string} */
            type: "registry.ping";
        };
        /**
         * @description 免打扰时段，北京时间，可跨零点；期间的通知到时段结束再推送，解除通知不受限制
         * @example {
         *       "from": "22:00",
         *       "to": "07:00"
         *     }
         */
        QuietHours: {
            from: string;
            to: string;
        };
        Ready: {
            /** @enum {string} */
            status: "ready";
            /** @description 不影响分发请求、但须处理的事项 */
            warnings?: {
                code: string;
                message: string;
            }[];
        };
        Reason: {
            authority: string | null;
            basis: string;
            /** @example list.serious-violation */
            code: string;
            documentNo: string | null;
            isDisputed?: boolean;
            /** @description 复议或诉讼期间停止执行：不作为不予适用的理由 */
            isStayed?: boolean;
            /** @description 复议或诉讼审理中 */
            isUnderAppeal?: boolean;
            list?: string;
            restore: string;
            since: string | null;
            text: string;
            until?: string;
        };
        ReasonIn: {
            /**
             * @description 理由，写明核对了什么
             * @example 登记机关函复：同一单位换发统一社会信用代码
             */
            reason: string;
        };
        Receipt: {
            /** Format: uuid */
            id: string;
            signedAt: string | null;
            signedBy: string | null;
        };
        Receipts: {
            /** @description 此次签收的数量；早已签收的不计 */
            signed: number;
        };
        ReceiptsIn: {
            notices: string[];
        };
        Recheck: components["schemas"]["Check"] & {
            recheck: components["schemas"]["CheckDifference"];
        };
        Reconciliation: {
            items: components["schemas"]["ReconciliationItem"][];
            next: string | null;
            /** @description 签名的汇总：base64url(UTF-8 的 JSON) + "." + base64url(签名)，内容与 summary 相同；POST /reconciliations/verification 可验真 */
            receipt: string;
            summary: components["schemas"]["ReconciliationSummary"];
        };
        ReconciliationItem: {
            /** Format: uuid */
            batchId: string | null;
            /** @description 退回行的原因代码；退回行只给行号与代码 */
            codes: string[];
            /** @description 登记系统是否仍计此条 */
            counted: boolean;
            /** @description 由谁、于何日、依何文书终止（待核实的为拟恢复的决定之终止）；已知的部分 */
            ended: {
                by: string | null;
                documentNo: string | null;
                /** Format: date */
                on: string;
            } | null;
            holdCode: string | null;
            /** @enum {string} */
            reason: "refused" | "repeated" | "held" | "not-admitted" | "revoked" | "repaired" | "expired" | "withdrawn" | "correction-refused" | "awaiting-withdrawal" | "two-files" | "fed-since" | "inherited";
            /** @description 退回的行、重复的行和超过保存期限的为空；自然人姓名已遮蔽 */
            record: {
                documentNo: string | null;
                id: number;
                sourceNo: string;
                subject: {
                    kind: string;
                    name: string;
                };
            } | null;
            /** @description 整表中的行号，从 1 起；整表之外的为空 */
            row: number | null;
            /** @description 原因 */
            text: string;
        };
        /**
         * @example {
         *       "receipt": "eyJhZ2VuY3kiOiJTQ0pHIn0.6iYc0VJ3Zk9pUQn1"
         *     }
         */
        ReconciliationReceipt: {
            receipt: string;
        };
        ReconciliationSummary: {
            agency: string;
            /**
             * Format: date-time
             * @description 对账时点：双方计数取自同一时点
             */
            at: string;
            catalog: string;
            /** @description 来源报了、登记系统未计的：refused 退回的行；repeated 同一编号在名单中重复的行；held 待登记机构核实；not-admitted 登记机构不予收录；revoked 已撤销或者删除；repaired 已修复（提前移出）；expired 已期满（公示、名单或保存期限）；withdrawn 整表之后由来源单位撤回 */
            differences: {
                count: number;
                /** @enum {string} */
                reason: "refused" | "repeated" | "held" | "not-admitted" | "revoked" | "repaired" | "expired" | "withdrawn";
            }[];
            /** @description 整表中已收各行（退回的行除外）的摘要，双方可各自计算：每行取来源记录号（没有的为空）和该目录的业务主键（GET /catalogs/{code} 的 businessKey）各栏，按顺序以制表符（U+0009）连接成一串；主键各栏去空白、字母大写、全角转半角，各种括号写作 ( )，证件号码与文书号按登记系统读取的写法（18 位公民身份号码、日期 YYYY-MM-DD），空栏为空串；每串按 UTF-8 取 SHA-256（32 字节）；全部按字节升序排列（相同的也保留），首尾相接后再取一次 SHA-256，写作小写十六进制。单行的值不对外提供。 */
            digest: {
                rows: number;
                sha256: string;
            } | null;
            /** @description 最近一次处理完毕的整表（mode=full）；从未报送或由旧版本处理的为空 */
            lastFull: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                batchId: string;
                rows: number;
            } | null;
            /** @description 登记系统所计：状态为 live 且所开名单未结束的记录数，单独计数；等于 sourceCount 减去 differences 各数之和 */
            registryCount: number;
            /** @description 双方都计、须知悉的：correction-refused 更正被退回，仍按原记录计；awaiting-withdrawal 待确认的新整表未列，确认前仍计；two-files 主体可能有两份档案，计入其中一份；fed-since 整表之后报送；inherited 被承继单位报送，整表未列 */
            remarks: {
                count: number;
                /** @enum {string} */
                reason: "correction-refused" | "awaiting-withdrawal" | "two-files" | "fed-since" | "inherited";
            }[];
            /** @description 整表之外：其后报送或由被承继单位报送的记录数，其后追加报送中退回的行数 */
            since: {
                records: number;
                refusedRows: number;
            };
            /** @description 来源所报：lastFull.rows + since.records + since.refusedRows */
            sourceCount: number;
            /** @description 处理完、尚待确认的新整表 */
            waiting: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                batchId: string;
                missing: number;
                rows: number;
            } | null;
        };
        ReconciliationVerification: {
            genuine: boolean;
            summary: components["schemas"]["ReconciliationSummary"] & (Record<string, never> | null);
        };
        RecordAdmission: {
            /**
             * @description 确认待核的移出时必填：认定单位准予移出的文书号
             * @example 示市监移〔2026〕3号
             */
            documentNo?: string;
        };
        RecordCorrection: {
            /** @example 示市监函〔2026〕8号 */
            documentNo?: string;
            /** @example 经核查，违法行为尚未改正 */
            ground: string;
        };
        /**
         * @description 目录字段名（英文）与值；见 GET /catalogs/{code}
         * @example {
         *       "counterpartName": "示例蔬菜种植专业合作社",
         *       "decisionDocNo": "示市监罚〔2026〕1号"
         *     }
         */
        RecordFields: {
            [key: string]: string | number | null;
        };
        Repair: components["schemas"]["RepairLine"] & {
            steps: components["schemas"]["CaseStep"][];
        };
        RepairIn: {
            caseNo?: string;
            /**
             * Format: date
             * @description 改正之日；等待期自改正之日起算的名单须填
             * @example 2026-05-10
             */
            correctedOn?: string;
            /**
             * @default own-request
             * @enum {string}
             */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
            /** @example 已缴清罚款并完成整改 */
            reason: string;
            /**
             * @description 已收到的材料；只登记名称，不上传文件
             * @default []
             */
            received: ("duty-proof" | "credit-commitment" | "correction-report" | "settlement-ruling")[];
            /**
             * @description 移出事由（GET /severe-lists 的 grounds）；不填的按该名单的一般事由
             * @example corrected
             * @enum {string}
             */
            removalGround?: "performed" | "settled" | "creditor-request" | "no-assets-found" | "enforcement-suspended" | "not-enforced" | "enforcement-ended" | "paid" | "restructuring" | "merit" | "corrected" | "ban-over" | "term-over";
            subject?: components["schemas"]["SubjectIn"] & unknown;
            target: components["schemas"]["CaseTarget"];
        };
        RepairLine: {
            /** @enum {string} */
            applicant: "subject" | "authority";
            appliedBy: string;
            /** Format: date */
            appliedOn: string;
            /** @description 尚未确认解除的单位 */
            awaiting: string[];
            /** @enum {string} */
            class: "minor" | "ordinary" | "severe";
            /**
             * Format: date
             * @description 改正之日
             */
            correctedOn: string | null;
            due: {
                /** Format: date */
                from: string;
                /** Format: date */
                on: string;
                overdue: boolean;
                /** @description 跨入尚未公布放假安排的年度，公布后重新计算 */
                provisional: boolean;
                workingDays: number;
            } | null;
            extended: boolean;
            grantedAt: string | null;
            id: number;
            materials: {
                code: string;
                name: string;
                received: boolean;
            }[];
            /** Format: date */
            possibleFrom: string;
            reason: string;
            remedy: string | null;
            /** @description 移出事由的代码 */
            removalGround: string | null;
            /** Format: date */
            restoredOn: string | null;
            rule: {
                basis: string;
                name: string;
                no: number;
            };
            /** @enum {string} */
            state: "submitted" | "accepted" | "rejected" | "refused" | "withdrawn" | "syncing" | "completed" | "restored";
            subject: {
                kind: string;
                name: string;
            };
            target: {
                authority: string;
                catalog: string;
                documentNo: string | null;
                listing: number | null;
                record: number;
            };
        };
        /** @description 信用修复告知书的内容；仅 credit.listing.created 中严重失信名单的列入通知有 */
        RepairNotice: {
            basis: string;
            earliest: string;
            /**
             * Format: date
             * @description 最早可以申请之日
             */
            earliestOn: string;
            /** @description 移出条件 */
            grounds: string[];
            how: string;
            listName: string;
            materials: string[];
            /**
             * @description 告知书编号
             * @example 信修告〔2026〕12号
             */
            no: string;
            remedies: string;
            where: string;
        } | null;
        RepairNoticeSheet: components["schemas"]["RepairNotice"] & {
            authority: string;
            documentNo: string | null;
            /** Format: date */
            listedOn: string;
            listing: number;
            /** Format: date */
            madeOn: string;
            reason: string;
            subject: {
                /** @description 自然人号码已遮盖 */
                code: string;
                kind: string;
                /** @description 送达对象全称 */
                name: string;
            };
        };
        RepairReasonIn: {
            /** @description 认定单位决定文书号；登记机构代录时必填 */
            documentNo?: string;
            reason: string;
        };
        RepairStepIn: {
            /** @description 认定单位决定文书号；登记机构代录时必填 */
            documentNo?: string;
            reason?: string;
        };
        RepairSupplyIn: {
            received: ("duty-proof" | "credit-commitment" | "correction-report" | "settlement-ruling")[];
        };
        Replay: {
            deliveries: number;
            notices: number;
        };
        ReplayIn: {
            /**
             * @description 只计数，不发送
             * @default false
             */
            dryRun: boolean;
            fromSeq?: number;
            /**
             * Format: date-time
             * @description 从该时刻起生成的通知；与 fromSeq 二选一
             */
            since?: string;
            toSeq?: number;
        };
        ReportIn: {
            /**
             * Format: uuid
             * @description 本人授权的编号；以没有法律上直接依据的目的（recruitment）查询自然人的必填
             */
            authorisation?: string;
            /**
             * @description 办件编号；自然人或代本人申请的必填
             * @example BJ-2026-000123
             */
            caseNo?: string;
            identityProof?: components["schemas"]["IdentityProof"] & unknown;
            /** @enum {string} */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
            subject: components["schemas"]["SubjectIn"];
        };
        ReportList: {
            items: {
                agency: string;
                caseNo: string | null;
                /** Format: date-time */
                madeAt: string;
                /** @example BG20261124-7K3M9Q2A */
                no: string;
                /** @enum {string} */
                purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
                subjectName: string | null;
            }[];
            next: string | null;
        };
        ReportMade: {
            /**
             * @description 出具时刻与内容摘要
             * @example 20261124020000-5f0c1a7be2d4
             */
            dataVersion: string;
            /** Format: date-time */
            madeAt: string;
            /** @example BG20261124-7K3M9Q2A */
            no: string;
            /** Format: uri */
            verifyUrl: string;
        };
        RolesGiven: {
            /**
             * Format: uuid
             * @description 待复核的授权编号
             */
            grant?: string;
            /** @description 现有角色 */
            roles: string[];
            /**
             * @description confirmed 已生效；pending 待另一人复核后生效
             * @enum {string}
             */
            state: "confirmed" | "pending";
        };
        RolesIn: {
            roles: ("feeder" | "window" | "subscriber" | "registrar" | "auditor" | "system-administrator" | "security-administrator" | "check.batch")[];
        };
        RuleSet: {
            name: string;
            rules: components["schemas"]["CheckRule"][];
            version: number;
        };
        RuleSetDiff: {
            added: {
                code: string;
                rule: {
                    [key: string]: unknown;
                };
            }[];
            against: number;
            changed: {
                code: string;
                fields: {
                    after?: unknown;
                    before?: unknown;
                    field: string;
                }[];
            }[];
            /** @description 规则次序不同；次序不影响结论 */
            isOrderChanged: boolean;
            removed: {
                code: string;
                rule: {
                    [key: string]: unknown;
                };
            }[];
            version: number;
        };
        RuleSetDraft: {
            /** @description 据以修改的版本；不填则为现行版本 */
            basedOn?: number;
            /**
             * Format: date
             * @description 生效日，不填即批准之日；批准晚于此日的，自批准之日起生效
             * @example 2027-01-01
             */
            effectiveFrom?: string;
            /** @example 告知承诺适用性核查规则（增列四类名单） */
            name: string;
            /** @description 起草说明 */
            note?: string;
            rules: components["schemas"]["CheckRule"][];
        };
        RuleSetReason: {
            /** @example 施行后发现误列范围 */
            reason: string;
        };
        RuleSetVersion: {
            approved: {
                at: string | null;
                by: string;
                name: string | null;
            } | null;
            approvedBy: string | null;
            basedOn: number | null;
            content: components["schemas"]["RuleSet"];
            draftedAt: string;
            draftedBy: string;
            draftedByName: string | null;
            effectiveFrom: string;
            /** @description 可归集的各严重失信主体名单，及本版规则如何计入 */
            lists: {
                basis: string | null;
                /** @description 依据为本市设定而文号尚未录入 */
                isDocumentMissing: boolean;
                list: string;
                name: string;
                /**
                 * @description null 该名单不计入核查
                 * @enum {string|null}
                 */
                outcome: "ineligible" | "review" | null;
            }[];
            note: string | null;
            /** @enum {string} */
            state: "draft" | "approved" | "in-force" | "superseded" | "withdrawn";
            version: number;
            withdrawn: {
                at: string | null;
                by: string;
                name: string | null;
                reason: string;
            } | null;
        };
        Schedule: {
            /** @description 北京时间，五段式 */
            cron: string;
            failedLastDay: number;
            isEnabled: boolean;
            /**
             * @description 任务名；订阅的汇总为 build-digest:订阅编号
             * @example relay-events
             */
            job: string;
            lastRun: components["schemas"]["ScheduleRun"];
            /**
             * @description 错过的时刻如何补：合并补一次、逐次补、不补
             * @enum {string}
             */
            missed: "once" | "all" | "skip";
            missedTicksLastDay: number;
            /** Format: date-time */
            nextRunAt: string;
        };
        ScheduleAsked: {
            job: string;
            /** Format: date-time */
            slot: string;
        };
        ScheduleRun: {
            /** @description 人工运行时为提出者 */
            askedBy: string | null;
            fault: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            /** @description 停机或繁忙期间错过、由这一次补上的次数 */
            missedTicks: number;
            /** @enum {string} */
            result: "waiting" | "running" | "done" | "failed";
            /**
             * Format: date-time
             * @description 应运行的时刻；人工运行即提出的时刻
             */
            slot: string;
            /** Format: date-time */
            startedAt: string | null;
            tookMs: number | null;
        } | null;
        ScoreCard: {
            agency: string;
            agencyName: string;
            catalogs: {
                accepted: number;
                catalog: string;
                catalogName: string;
                /** @description 完整率：建议填报的选填列中实际填写的比例；该目录未设建议列的为 null */
                completeness: number | null;
                corrected: number;
                held: number;
                isProvisional: boolean;
                /** @description 已考核的工作日数 */
                judgedDays: number;
                /** @description 逾期的工作日数 */
                lateDays: number;
                /** @description 迟报率：逾期工作日 ÷ 考核工作日 */
                lateRate: number | null;
                /** @description 收到的行数 */
                received: number;
                rejected: number;
                /** @description 退回率：退回 ÷（收到 − 未变化） */
                rejectionRate: number | null;
                /** @description 计入双公示时限的新记录数 */
                timed: number;
                /** @description 双公示及时率 */
                timelinessRate: number | null;
                /** @description 其中自决定之日起 7 个工作日内首次报送的 */
                timely: number;
                unchanged: number;
                warnings: number;
                /** @description 零报告次数；不计入收到的行数 */
                zeroReports: number;
            }[];
            month: string;
            /** @description 按时率、合格率、双公示及时率、完整率；权重见设置 scorecard.weight.* */
            parts: {
                acceptance: number | null;
                completeness: number | null;
                punctuality: number | null;
                timeliness: number | null;
            };
            /** @description 得分；无可考核内容的为 null */
            score: number | null;
            total: {
                accepted: number;
                /** @description 完整率：建议填报的选填列中实际填写的比例；该目录未设建议列的为 null */
                completeness: number | null;
                corrected: number;
                held: number;
                isProvisional: boolean;
                /** @description 已考核的工作日数 */
                judgedDays: number;
                /** @description 逾期的工作日数 */
                lateDays: number;
                /** @description 迟报率：逾期工作日 ÷ 考核工作日 */
                lateRate: number | null;
                /** @description 收到的行数 */
                received: number;
                rejected: number;
                /** @description 退回率：退回 ÷（收到 − 未变化） */
                rejectionRate: number | null;
                /** @description 计入双公示时限的新记录数 */
                timed: number;
                /** @description 双公示及时率 */
                timelinessRate: number | null;
                /** @description 其中自决定之日起 7 个工作日内首次报送的 */
                timely: number;
                unchanged: number;
                warnings: number;
                /** @description 零报告次数；不计入收到的行数 */
                zeroReports: number;
            };
        };
        SecondFactorBegun: {
            /** @description 加入身份验证器的地址，也可画成二维码扫描 */
            otpauth: string;
            token: string;
        };
        SecondFactorEnrolled: {
            /** @description 恢复码，只显示这一次；每个只能用一次，手机不在身边时代替六位数字 */
            recoveryCodes: string[];
        };
        SecondFactorIn: {
            /**
             * @description 身份验证器上的六位数字，或一个恢复码
             * @example 492039
             */
            code: string;
            /** @description 上一步答复中的 token */
            token: string;
        };
        Session: {
            agency: string;
            name: string;
        };
        SessionIn: {
            /** @example FGJ */
            agency: string;
            /** @example 窗口一号 */
            name: string;
            password: string;
        };
        SessionLine: {
            address: string;
            device: string;
            /** @description 从现在起不再使用，何时自动退出 */
            endsAt: string;
            /** Format: uuid */
            id: string;
            /** @description 是否就是发出本请求的登录 */
            isCurrent: boolean;
            openedAt: string;
            /** @description 最近一次使用，误差不超过一分钟 */
            usedAt: string;
        };
        SessionWithFactor: components["schemas"]["Session"] & {
            /** @description 恢复码，只显示这一次；每个只能用一次，手机不在身边时代替六位数字 */
            recoveryCodes?: string[];
        };
        Setting: {
            basis: string;
            key: string;
            /** @description 已批准、以后生效的数值 */
            later: {
                basis: string;
                validFrom: string;
                value: number;
                words: string;
            }[];
            name: string;
            unit: string;
            validFrom: string;
            value: number;
            /** @description 数值与单位 */
            words: string;
        };
        SevereList: {
            /** @description 认定单位 */
            authority: string;
            basis: string;
            code: string;
            /** @description 列入决定应当载明的内容（表头）；缺的照收并提示 */
            decisionStates: string[];
            /** @description 可延长的最长月数；空为不得延长 */
            extensionMaxMonths: number | null;
            /** @description 一次至少延长的月数 */
            extensionMinMonths: number | null;
            /** @description 本系统是否归集该名单 */
            fed: boolean;
            /** @description 移出事由 */
            grounds: {
                basis: string;
                code: string;
                evidence: string;
                grantedBy: string;
                /**
                 * @description 等待期起算：列入、改正、措施届满、期限届满之日；none 不设等待期
                 * @enum {string}
                 */
                startsFrom: "listing" | "correction" | "ban" | "term" | "none";
                /** @description 待确认期间是否暂停惩戒措施 */
                suspendsMeasures: boolean;
                text: string;
                /** @description 等待期（月），按今日的设置 */
                waitMonths: number;
            }[];
            /** @description 在列而决定内容不全的记录数；仅登记机构可见 */
            incompleteDecisions: number | null;
            name: string;
            removalConditions: string;
            /**
             * @description 期限起算：列入、公布、处罚、认定之日
             * @enum {string}
             */
            startsFrom: "listing" | "publication" | "penalty" | "decision";
            /** @description 名单管理期（月）；空为以认定单位的决定为准 */
            termMonths: number | null;
            trigger: string;
        };
        Simulation: {
            /** @description 与之比较的现行版本 */
            against: number;
            /**
             * Format: date-time
             * @description 数据时点
             */
            at: string;
            byName: string;
            day: string;
            /** Format: uuid */
            id: string;
            /** @description 有现行名单或记录的主体数 */
            subjectCount: number;
            summary: {
                directions: {
                    /** @enum {string} */
                    after: "eligible" | "review" | "ineligible";
                    /** @enum {string} */
                    before: "eligible" | "review" | "ineligible";
                    count: number;
                }[];
                /**
                 * @description 两版规则结论不同的法定示例（docs/rules.md）
                 * @default []
                 */
                examples: {
                    /** @enum {string} */
                    after: "eligible" | "review" | "ineligible" | "matter-not-allowed";
                    /** @enum {string} */
                    before: "eligible" | "review" | "ineligible" | "matter-not-allowed";
                    code: string;
                    given: string;
                    on: string;
                }[];
                /** @description 使结论改变的规则 */
                reasons: {
                    /** @enum {string} */
                    after: "eligible" | "review" | "ineligible";
                    /** @enum {string} */
                    before: "eligible" | "review" | "ineligible";
                    code: string;
                    count: number;
                }[];
                /** @description 各版本下已超时限的数据：凡有一项，所有核查都须人工复核 */
                staleFeeds: {
                    after: {
                        agency: string;
                        catalog: string;
                        lastGoodOn: string | null;
                    }[];
                    before: {
                        agency: string;
                        catalog: string;
                        lastGoodOn: string | null;
                    }[];
                };
            };
            /** @description 结论会改变的主体数 */
            turnCount: number;
            version: number;
        };
        Staff: {
            agency: string;
            /** @description 一次性密码，只显示这一次 */
            code?: string;
            codeUntil?: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            roles: string[];
        };
        StaffIn: {
            name: string;
            /** @description 不填则给出一次性密码，由本人登录时设置自己的密码 */
            password?: string;
            /**
             * @description 只有命令行可以同时授予角色；网页与接口添加的人员由安全管理员另行授权
             * @default []
             */
            roles: ("feeder" | "window" | "subscriber" | "registrar" | "auditor" | "system-administrator" | "security-administrator" | "check.batch")[];
        };
        /** @description 承诺人；自然人必填（核查不留存其号码），其他主体只在核查时没有名称时填写 */
        SubjectIn: {
            /** @example 92440300MA5EXMPX83 */
            code: string;
            /**
             * @description 护照签发国（地区）：三位字母代码或中文名称；其他证件不填
             * @example USA
             */
            country?: string;
            /** @example 示例便利店 */
            name?: string;
            /** @enum {string} */
            type: "uscc" | "citizen-id" | "permanent-residence-id" | "hk-macao-permit" | "taiwan-permit" | "passport" | "org-code" | "business-registration-no";
        };
        SubjectMerge: {
            absorbedId: number;
            id: number;
            survivorId: number;
        };
        Subscription: {
            ackedSeq: number;
            agency: string;
            breakerOpenUntil: string | null;
            /**
             * @description webhook 推送到接收地址；pull 由系统拉取；inbox 由工作人员在页面查看、签收；file 写入文件夹或存储桶。不填时由 endpoint、drop 推定，都没有即 pull
             * @enum {string}
             */
            channel: "webhook" | "pull" | "inbox" | "file";
            clientCertificate: components["schemas"]["ClientCertificate"];
            createdAt: string;
            drop: {
                /** @enum {string} */
                format: "csv" | "xlsx" | "ndjson";
                /** @enum {string} */
                kind: "folder" | "s3";
                location: string;
                region: string | null;
            } | null;
            endpoint: {
                url: string;
            } | null;
            /** @description 第几期；数据库从备份恢复后加一 */
            epoch: number;
            failingSince: string | null;
            failStreak: number;
            filter: components["schemas"]["SubscriptionFilter"];
            /** Format: uuid */
            id: string;
            identityBasis: string | null;
            lastSeq: number;
            name: string;
            pauseReason: string | null;
            schedule: {
                cron?: string;
                digestSize?: number;
                /** @enum {string} */
                kind: "at-once" | "cron";
                quietHours?: components["schemas"]["QuietHours"];
                workingDaysOnly?: boolean;
            };
            /** @description 在 webhook-signature 中附加国密签名 v1sm3（HMAC-SM3），与标准签名 v1 并存 */
            sm3Signature: boolean;
            /** @enum {string} */
            state: "pending" | "active" | "paused" | "disabled";
            verifiedAt: string | null;
        };
        SubscriptionChange: {
            /**
             * @description webhook 推送到接收地址；pull 由系统拉取；inbox 由工作人员在页面查看、签收；file 写入文件夹或存储桶。不填时由 endpoint、drop 推定，都没有即 pull
             * @enum {string}
             */
            channel?: "webhook" | "pull" | "inbox" | "file";
            drop?: components["schemas"]["SubscriptionDrop"];
            endpoint?: {
                url: string;
            } | null;
            filter?: components["schemas"]["SubscriptionFilter"];
            identityBasis?: string | null;
            name?: string;
            schedule?: components["schemas"]["SubscriptionSchedule"];
            /** @description 在 webhook-signature 中附加国密签名 v1sm3（HMAC-SM3），与标准签名 v1 并存 */
            sm3Signature?: boolean;
        };
        /** @description 每次投递写成一个文件，文件名即投递编号；随后写同名 .manifest.json，含 sha256 与序号范围 */
        SubscriptionDrop: {
            /**
             * @default xlsx
             * @enum {string}
             */
            format: "csv" | "xlsx" | "ndjson";
            /** @enum {string} */
            kind: "folder";
            /**
             * @description DROP_ROOT 之下的相对路径，仅登记机构可填
             * @example czj/tongzhi
             */
            location: string;
        } | {
            /** @description 访问密钥，加密保存，不再显示 */
            credentials: {
                accessKeyId: string;
                secretAccessKey: string;
            };
            /**
             * @default xlsx
             * @enum {string}
             */
            format: "csv" | "xlsx" | "ndjson";
            /** @enum {string} */
            kind: "s3";
            /** @example https://s3.example.gov.cn/notices/czj/ */
            location: string;
            /** @default us-east-1 */
            region: string;
        };
        SubscriptionFilter: {
            /** @description 名单类别：severe 严重失信，honour 守信激励 */
            categories?: ("severe" | "honour")[];
            /**
             * @example [
             *       "judgment-defaulter"
             *     ]
             */
            lists?: string[];
            /**
             * @example [
             *       "CONVENIENCE_LIMIT"
             *     ]
             */
            measures?: string[];
            /**
             * @example [
             *       "440300"
             *     ]
             */
            regions?: string[];
            subjectKinds?: ("organisation" | "individual-business" | "person" | "government")[];
            /**
             * @description 要哪几类：credit.* 名单变动（不填即此），audit.checkpoint 审计记录的签名检查点（每分钟至多一个，不含个人信息）；credit.assistance.* 向本单位提出的协查请求和对本单位协查的反馈（只有编号和期限，凭密钥取内容）
             * @example [
             *       "credit.*",
             *       "audit.checkpoint"
             *     ]
             */
            topics?: ("credit.*" | "credit.assistance.*" | "audit.checkpoint")[];
        };
        SubscriptionHealth: {
            /** @description 最近 200 次投递的尝试次数 */
            attempts: number;
            /** @description 须由本单位处理的事项 */
            attention: string[];
            delivered: number;
            latencyMs: {
                buckets: {
                    count: number;
                    underMs: number | null;
                }[];
                median: number | null;
                p95: number | null;
            };
            oldestUndelivered: {
                seconds: number;
                since: string;
            } | null;
            successRate: number | null;
            /** @description 尚未送达的投递数 */
            waiting: number;
        };
        SubscriptionIn: {
            /** @description 登记机构代其他单位订阅时填写单位代码 */
            agency?: string;
            /**
             * @description webhook 推送到接收地址；pull 由系统拉取；inbox 由工作人员在页面查看、签收；file 写入文件夹或存储桶。不填时由 endpoint、drop 推定，都没有即 pull
             * @enum {string}
             */
            channel?: "webhook" | "pull" | "inbox" | "file";
            drop?: components["schemas"]["SubscriptionDrop"];
            endpoint?: {
                url: string;
            };
            filter?: components["schemas"]["SubscriptionFilter"];
            /** @description 推送完整身份的法律依据，仅登记机构可填 */
            identityBasis?: string;
            name: string;
            schedule?: components["schemas"]["SubscriptionSchedule"];
            /** @description 在 webhook-signature 中附加国密签名 v1sm3（HMAC-SM3），与标准签名 v1 并存 */
            sm3Signature?: boolean;
        };
        SubscriptionMade: components["schemas"]["Subscription"] & {
            /**
             * @description 签名密钥，只显示这一次
             * @example whsec_…
             */
            secret: string;
        };
        SubscriptionPreview: {
            counts: {
                count: number;
                day: string;
                list: string;
                type: string;
            }[];
            /** @description 总投递次数：汇总与单独推送之和 */
            deliveries: number | null;
            /** @description 汇总次数；即时推送或定时过密时为 null */
            digests: number | null;
            from: string;
            /** @description 其中移出通知，不等汇总，单独推送 */
            lifts: number;
            notices: number;
            sample: {
                at: string;
                authority: string | null;
                /** @description 自然人证件号码遮盖 */
                code: string | null;
                list: string;
                measures: string[];
                region: string | null;
                subjectKind: string;
                /** @description 自然人姓名遮盖 */
                subjectName: string;
                type: string;
            }[];
            to: string;
        };
        /**
         * @default {
         *       "kind": "at-once"
         *     }
         */
        SubscriptionSchedule: {
            /**
             * @description 北京时间，五段式
             * @example 30 8 * * *
             */
            cron?: string;
            /** @description 每次汇总最多含几条通知；超出的分成多次，不填为 200 */
            digestSize?: number;
            /** @enum {string} */
            kind: "at-once" | "cron";
            quietHours?: components["schemas"]["QuietHours"];
            workingDaysOnly?: boolean;
        };
        SubscriptionSecret: {
            previousValidUntil: string;
            secret: string;
        };
        SubscriptionTest: {
            /** Format: uuid */
            deliveryId: string;
        };
        SuccessionIn: {
            /**
             * Format: date
             * @description 自此日起由承继单位行使职权，原单位停用
             * @example 2027-01-01
             */
            from: string;
            /**
             * @description 承继单位代码
             * @example SCJGW
             */
            successor: string;
        };
        Supervision: {
            items: components["schemas"]["SupervisionItem"][];
            next: string | null;
            /** Format: date */
            today: string;
        };
        SupervisionItem: {
            agency: string;
            agencyName: string;
            /**
             * Format: date
             * @description 最迟办理日期（含当日）
             */
            dueOn: string;
            /** @description 通知编号；repair、assistance、verification、complaint 为案件、协查、核查、投诉编号 */
            id: string;
            /** @description 涉及节假日安排尚未公布的年度，暂按周末推算 */
            isProvisional: boolean;
            /**
             * @description lift-delivery 移出通知未送达；lift-untold 收过列入通知、未收到移出通知（如订阅已取消）；lift 移出通知未签收；repair 修复未同步；assistance 协查未反馈；verification 承诺核查、整改未办；feedback 未反馈；receipt 系统未接收，也未签收；complaint 交办的投诉未答复、未报告整改
             * @enum {string}
             */
            kind: "lift-delivery" | "lift-untold" | "lift" | "repair" | "assistance" | "verification" | "feedback" | "receipt" | "complaint";
            list: string | null;
            /** Format: date */
            openedOn: string;
            seq: number | null;
            /** @enum {string} */
            state: "overdue" | "due-soon";
            subjectKind: string;
            subjectName: string;
            /** Format: uuid */
            subscriptionId: string | null;
            workingDaysLate: number;
        };
        SupervisionLetter: {
            agency: string;
            agencyName: string;
            demand: string;
            /** Format: date */
            dueOn: string;
            /** Format: uuid */
            id: string;
            isProvisional: boolean;
            issuedAt: string;
            issuedBy: string;
            issuer: string;
            /** @description 发函当日的逾期事项 */
            items: components["schemas"]["SupervisionItem"][];
            /** @example 督办〔2026〕1号 */
            no: string;
            overdue: boolean;
            repliedAt: string | null;
            repliedBy: string | null;
            reply: string | null;
        };
        SupervisionLetterIn: {
            /** @description 单位代码 */
            agency: string;
            /** @description 办理要求；不填用通用文字 */
            demand?: string;
        };
        SupervisionReplyIn: {
            reply: string;
        };
        /** @description note 为 C2SP tlog-checkpoint 格式的签名文本，可原样存证 */
        TrailCheckpoint: {
            at: string;
            no: number;
            note: string;
            size: number;
        };
        /** @description 验证检查点签名的公钥（C2SP signed-note 的 verifier key） */
        TrailKey: {
            verifierKey: string;
        };
        TrailLeaf: {
            /** @description JSON 文本，逐字 */
            about: string;
            action: string;
            actor: string;
            agencyId: number | null;
            id: number;
            /** @description 自 2000-01-01T00:00:00Z 起的微秒数 */
            micros: number;
            place: number;
            requestId: string | null;
            subjectId: number | null;
        };
        TrailLeaves: {
            items: components["schemas"]["TrailLeaf"][];
            next: number | null;
            size: number;
        };
        Turn: {
            /** @enum {string} */
            after: "eligible" | "review" | "ineligible";
            /** @enum {string} */
            before: "eligible" | "review" | "ineligible";
            codes: string[];
            subject: {
                id: number;
                kind: string;
                /** @description 自然人姓名已遮盖 */
                name: string;
                uscc: string | null;
            };
        };
        TurnedChecks: {
            items: {
                catalog: string;
                /** @description 仅因该目录数据未更新而转为人工复核的核查次数 */
                count: number;
                name: string;
            }[];
            /** @description 自此日起（近三十日） */
            since: string;
        };
        UnusualAccess: {
            day: string;
            lists: {
                items: {
                    actor: string;
                    agency: string | null;
                    caseNo: string | null;
                    count: number;
                    name: string | null;
                    subjectId: number | null;
                }[];
                /** @enum {string} */
                list: "unusual.looks" | "unusual.at-night" | "unusual.one-case" | "unusual.one-subject";
                name: string;
                /** @description 超过此数的列入；设置 unusual.* */
                threshold: number;
            }[];
        };
        Up: {
            /** @enum {string} */
            status: "ok";
        };
        Verification: components["schemas"]["VerificationLine"] & {
            acts: {
                /** Format: date-time */
                at: string;
                by: string;
                documentNo: string | null;
                /** @enum {string} */
                event: "draw" | "start" | "find-true" | "find-not-true" | "reopen" | "rectify" | "fulfil" | "terminate" | "revoke" | "object" | "reject" | "uphold" | "withdraw";
                /** @enum {string|null} */
                method: "own-data" | "assistance" | "visit" | null;
                note: string | null;
                site: string | null;
                /** Format: date-time */
                visitedAt: string | null;
            }[];
            assistanceNo: string | null;
            /** Format: date */
            decidedOn: string | null;
            documentNo: string | null;
            /** Format: date */
            foundOn: string | null;
            /** Format: date */
            madeOn: string;
            /** @enum {string|null} */
            method: "own-data" | "assistance" | "visit" | null;
            /** @enum {string|null} */
            outcome: "fulfilled" | "terminated" | "revoked" | null;
            /** @description 核查中的：登记系统现在所知，供信息系统比对；只供参考，不是核查结论 */
            ownData: {
                outcome: string;
                reasons: components["schemas"]["Reason"][];
            } | null;
            /** @description 承诺的内容 */
            promise: string;
            /** Format: date */
            rectifyBy: string | null;
        };
        VerificationAnswerIn: {
            /** @example 示政服撤〔2026〕1号 */
            documentNo: string;
            /** @description 答复或者撤销的理由；不得含个人证件号码 */
            reason: string;
        };
        VerificationDecisionIn: {
            /** @description 认定的事实：承诺了什么，核查结果如何；不得含个人证件号码 */
            breach: string;
            /**
             * Format: date
             * @description 决定日期，不填为今日
             */
            decidedOn?: string;
            /** @example 示政服撤〔2026〕1号 */
            documentNo: string;
            /**
             * @description fulfilled 整改后已履行；terminated 终止办理；revoked 撤销行政决定：后两者记入虚假承诺信息
             * @enum {string}
             */
            outcome: "fulfilled" | "terminated" | "revoked";
        };
        VerificationDraw: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @description 抽中的核查编号和核查人员编号逐行排列的 SHA-256 */
            digest: string;
            drawn: number;
            no: string;
            /** @description 参加抽取的核查人员（各单位窗口人员）人数 */
            officers: number;
            seed: string;
            strata: {
                /** @description 以前各次取整留下的百分之几件 */
                carried: number;
                left: number;
                /** @description 未作承诺的同类主体的抽查比例；两者取低 */
                ordinary: number;
                /** @description 上次抽查以后办结、列入抽查范围的承诺 */
                population: number;
                /** @description 承诺的抽查比例（百分之） */
                rate: number;
                /** @enum {string} */
                risk: "high" | "medium" | "low";
                taken: number;
            }[];
        };
        VerificationDrawCompared: components["schemas"]["VerificationDraw"] & {
            /** @description 当时列为抽中而重抽未抽中的，至多 100 件 */
            added: string[];
            /** @description 以同一种子对同一范围重新抽取，结果与当时一致 */
            isSame: boolean;
            /** @description 重抽抽中而当时未列的，至多 100 件 */
            missing: string[];
        };
        VerificationDrawIn: {
            /** @description 公开抽取的种子，如当日公证的号码；不填由系统随机生成。种子随抽查留存 */
            seed?: string;
        };
        VerificationDrawList: {
            items: components["schemas"]["VerificationDraw"][];
        };
        /**
         * @example {
         *       "method": "own-data",
         *       "isTrue": true,
         *       "note": "示例：登记住所与承诺一致"
         *     }
         */
        VerificationFindingIn: {
            isTrue: boolean;
            /** @enum {string} */
            method: "own-data";
            /** @description 核查情况：查了什么，看到什么，依据什么；不得含个人证件号码 */
            note: string;
        } | {
            /** @description 协查反馈的编号 */
            assistanceNo: string;
            isTrue: boolean;
            /** @enum {string} */
            method: "assistance";
            /** @description 核查情况：查了什么，看到什么，依据什么；不得含个人证件号码 */
            note: string;
        } | {
            isTrue: boolean;
            /** @enum {string} */
            method: "visit";
            /** @description 核查情况：查了什么，看到什么，依据什么；不得含个人证件号码 */
            note: string;
            /** @description 现场核查的地点；不得含个人证件号码 */
            site: string;
            /**
             * Format: date-time
             * @description 现场核查的时间
             */
            visitedAt: string;
        };
        VerificationLine: {
            agency: string;
            /** @enum {string} */
            class: "key" | "general" | "exempt";
            /** @description 承诺编码 */
            commitment: string;
            /** @description 被哪次抽查抽中 */
            draw: string | null;
            /** @description 免予核查和未抽中的为空 */
            due: {
                /** Format: date */
                from: string;
                /** Format: date */
                on: string;
                overdue: boolean;
                provisional: boolean;
                workingDays: number;
            } | null;
            matter: {
                code: string;
                name: string;
            };
            /** Format: date-time */
            movedAt: string;
            no: string;
            /** @description 同一种子随机选派的核查人员；未抽查或单位没有窗口人员的为空 */
            officer: string | null;
            /** @enum {string} */
            risk: "high" | "medium" | "low";
            /** @enum {string} */
            state: "pool" | "exempt" | "due" | "running" | "true" | "not-true" | "rectifying" | "decided" | "objected" | "undone";
            subject: {
                /** @description 自然人号码已遮盖 */
                code: string;
                name: string;
                /** @enum {string} */
                type: "uscc" | "citizen-id" | "permanent-residence-id" | "hk-macao-permit" | "taiwan-permit" | "passport" | "org-code" | "business-registration-no";
            };
        };
        VerificationList: {
            items: components["schemas"]["VerificationLine"][];
            next: string | null;
        };
        VerificationObjectionIn: {
            /** @description 当事人的理由；不得含个人证件号码 */
            reason: string;
        };
        VerificationRectifyIn: {
            /**
             * Format: date
             * @description 整改期限（含当日）
             */
            by: string;
            /** @description 整改要求；不得含个人证件号码 */
            demand: string;
        };
        VerificationReopenIn: {
            /** @description 撤回核查结论的原因；不得含个人证件号码 */
            reason: string;
        };
        ZeroReport: {
            agency: string;
            catalog: string;
            /**
             * Format: date-time
             * @description 该报送项据此视为有效至此时
             */
            goodAt: string;
            note: string | null;
            /** Format: date */
            periodFrom: string | null;
            /** Format: date */
            periodTo: string;
            /** Format: date-time */
            reportedAt: string;
        };
        ZeroReportIn: {
            /** @description 说明，请勿填写个人信息 */
            note?: string;
            /**
             * Format: date
             * @description 期间起日；省略表示自上次报送之后
             * @example 2026-11-16
             */
            periodFrom?: string;
            /**
             * Format: date
             * @description 期间止日，不晚于当日
             * @example 2026-11-24
             */
            periodTo: string;
        };
    };
    responses: {
        /** @description text.personal-number：写有个人号码；agency.successor：承继单位不合规 */
        AgencySuccessor: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description agency.unknown：没有这个单位 */
        AgencyUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description agency.unknown：没有这个单位；catalog.unknown：没有这个目录 */
        AgencyUnknownOrCatalogUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description agency.unknown：没有这个单位；commitment.unknown：没有这份告知承诺书 */
        AgencyUnknownOrCommitmentUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；agency.uscc：单位统一社会信用代码不合规；agency.successor：承继单位不合规 */
        AgencyUsccOrSuccessor: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description api-key.unknown：没有这个密钥 */
        ApiKeyUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；appeal.not-appealable：该信息不能登记复议或诉讼；appeal.stay-document：须填写停止执行的文书号 */
        AppealNotAppealableOrStayDocument: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；appeal.not-corrected：尚未按变更后的决定更正 */
        AppealNotCorrected: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description appeal.unknown：没有这件复议或诉讼 */
        AppealUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description appeal.wrong-stage：复议或诉讼的状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；idempotency.reused：幂等键已用于另一请求 */
        AppealWrongStageOrRecordWrongStageOrStaleOrIdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；assistance.oneself：不能向本单位提出协查；assistance.office-gone：被协查单位已撤并或尚未启用；assistance.proof：该单位不开具这项证明；assistance.name-required：请填写当事人名称或姓名；subject.identifier：主体标识不合规 */
        AssistanceOneselfOrOfficeGoneOrProofOrNameRequiredOrSubjectIdentifier: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description key.address：不得从此地址使用密钥；access.denied：无权办理；agency.expired：单位已停用；assistance.other-side：此步由另一方单位办理 */
        AssistanceOtherSide: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description assistance.unknown：没有这件协查 */
        AssistanceUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description assistance.wrong-stage：协查的状态不允许这样办理 */
        AssistanceWrongStage: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description assistance.wrong-stage：协查的状态不允许这样办理；idempotency.reused：幂等键已用于另一请求 */
        AssistanceWrongStageOrIdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description audit-line.not-yet-signed：该行不在已签名的审计记录之中 */
        AuditLineNotYetSigned: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description audit-line.unknown：没有这一行审计记录 */
        AuditLineUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description key.address：不得从此地址使用密钥；access.denied：无权办理；agency.expired：单位已停用；authorisation.other：该授权不适用于本次查询 */
        AuthorisationOther: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description authorisation.unknown：没有这份授权或其扫描件 */
        AuthorisationUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description authorisation.withdrawn：授权已撤回 */
        AuthorisationWithdrawn: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description request.invalid：请求格式不符 */
        BadRequest: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；basis.missing：没有写明依据；change.no-difference：与现行规定相同；change.past-day：生效日早于今天；setting.unknown：没有这一项设置；setting.out-of-range：数值超出范围；setting.contradiction：与其他设置相矛盾；setting.at-once：该项只能自批准之日起生效；severe-list.unknown：没有这个严重失信名单；severe-list.no-city-document：该名单无处录入本市文件；measure.list-unknown：措施清单中有不认识的名单；measure.honour-harmful：措施会使荣誉信息对其主体不利；calendar.invalid：节假日安排有误 */
        BasisMissingOrChangeNoDifferenceOrPastDayOrSettingUnknownOrOutOfRangeOrContradictionOrAtOnceOrSevereListUnknownOrNoCityDocumentOrMeasureListUnknownOrHonourHarmfulOrCalendarInvalid: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；batch.archive：压缩包不可用；batch.header：表头不符；batch.empty：文件没有数据行 */
        BatchArchiveOrHeaderOrEmpty: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；batch.archive：压缩包不可用；batch.header：表头不符；batch.empty：文件没有数据行；batch.encoding：文件编码无法识别；batch.unreadable：文件无法读取；batch.bomb：压缩文件异常膨胀 */
        BatchArchiveOrHeaderOrEmptyOrEncodingOrUnreadableOrBomb: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description batch.format：无法识别的文件格式 */
        BatchFormat: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description batch.stage：批次所处阶段不允许该操作；idempotency.reused：幂等键已用于另一请求 */
        BatchStageOrIdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description batch.too-large：文件过大 */
        BatchTooLarge: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description batch.too-large：文件过大；matter-proposal.too-many-rows：汇总表的行数太多 */
        BatchTooLargeOrMatterProposalTooManyRows: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description batch.unknown：没有这个批次 */
        BatchUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description request.invalid：请求格式不符；batch.upload-broken：上传中断 */
        BatchUploadBroken: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description key.address：不得从此地址使用密钥；access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位 */
        CaseNotAuthority: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description key.address：不得从此地址使用密钥；access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位；case.not-applicant：非申请经办单位 */
        CaseNotAuthorityOrNotApplicant: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；case.subject-required：须填写申请人证件；subject.identifier：主体标识不合规；dispute.not-disputable：该信息不能提出异议 */
        CaseSubjectRequiredOrSubjectIdentifierOrDisputeNotDisputable: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；case.subject-required：须填写申请人证件；subject.identifier：主体标识不合规；repair.not-repairable：该信息不适用信用修复；repair.too-early：最短公示期未满；repair.barred：限制期内不得再次申请 */
        CaseSubjectRequiredOrSubjectIdentifierOrRepairNotRepairableOrTooEarlyOrBarred: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description case.target-unknown：没有这条可办理的信息 */
        CaseTargetUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description key.address：不得从此地址使用密钥；access.denied：无权办理；agency.expired：单位已停用；catalog.not-yours：不在本单位归集范围 */
        CatalogNotYours: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description key.address：不得从此地址使用密钥；access.denied：无权办理；agency.expired：单位已停用；catalog.not-yours：不在本单位归集范围；listing.not-authority：非认定单位 */
        CatalogNotYoursOrListingNotAuthority: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description catalog.unknown：没有这个目录 */
        CatalogUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description catalog.unknown：没有这个目录；agency.unknown：没有这个单位；feed.unknown：没有这个报送项 */
        CatalogUnknownOrAgencyUnknownOrFeedUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description catalog.unknown：没有这个目录；feed.unknown：没有这个报送项 */
        CatalogUnknownOrFeedUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description catalog.unknown：没有这个目录；mapping.unknown：没有保存过列名对应 */
        CatalogUnknownOrMappingUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description change.rule-set-waiting：另有规则版本待生效；measure.edition-loaded：该版措施清单已载入 */
        ChangeRuleSetWaitingOrMeasureEditionLoaded: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description change.unknown：没有这项变更 */
        ChangeUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description change.wrong-stage：该变更已经办结 */
        ChangeWrongStage: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description change.wrong-stage：该变更已经办结；change.rule-set-waiting：另有规则版本待生效；measure.edition-loaded：该版措施清单已载入；change.own-draft：起草人不能批准自己的草案；change.outdated：起草之后现行规定已经变化 */
        ChangeWrongStageOrRuleSetWaitingOrMeasureEditionLoadedOrChangeOwnDraftOrOutdated: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description check.confirmed：该核查已确认 */
        CheckConfirmed: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；check.matter-unknown：没有这个事项代码 */
        CheckMatterUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description checkpoint.unknown：没有这样的检查点 */
        CheckpointUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description check.unknown：没有这份核查结果 */
        CheckUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description check.unknown：没有这份核查结果；audit-line.unknown：没有这一行审计记录 */
        CheckUnknownOrAuditLineUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；commitment.other-day：核查和承诺须在同一日；commitment.scan-no-picture：扫描件不是图片；commitment.signature：电子签名验证不通过 */
        CommitmentOtherDayOrScanNoPictureOrSignature: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；commitment.row-refused：这份承诺不能记入信用承诺信息 */
        CommitmentRowRefused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description commitment.unknown：没有这份告知承诺书 */
        CommitmentUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description commitment.unknown：没有这份告知承诺书；commitment.no-scan：这份承诺书没有扫描件 */
        CommitmentUnknownOrNoScan: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description commitment.wrong-stage：承诺书的状态不允许这样办理 */
        CommitmentWrongStage: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description commitment.wrong-stage：承诺书的状态不允许这样办理；idempotency.reused：幂等键已用于另一请求 */
        CommitmentWrongStageOrIdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description commitment.wrong-stage：承诺书的状态不允许这样办理；idempotency.reused：幂等键已用于另一请求；commitment.listed-meanwhile：承诺人的信用状况已有变化；record.stale：记录已被他人更改 */
        CommitmentWrongStageOrIdempotencyReusedOrCommitmentListedMeanwhileOrRecordStale: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；complaint.date：整改期限不合适 */
        ComplaintDate: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description complaint.unknown：没有这件投诉 */
        ComplaintUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description complaint.unknown：没有这件投诉；agency.unknown：没有这个单位 */
        ComplaintUnknownOrAgencyUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description complaint.wrong-stage：投诉的状态不允许这样办理；idempotency.reused：幂等键已用于另一请求 */
        ComplaintWrongStageOrIdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
        CursorInvalid: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description database.unavailable：数据库暂不可用 */
        DatabaseUnavailable: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description database.unavailable：数据库暂不可用；service.busy：登录的人太多 */
        DatabaseUnavailableOrServiceBusy: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description delivery.unknown：没有这次投递 */
        DeliveryUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；dispute.not-corrected：尚未更正；dispute.note-required：须填写补充说明 */
        DisputeNotCorrectedOrNoteRequired: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description dispute.unknown：没有这件异议 */
        DisputeUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description dispute.wrong-stage：异议状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；idempotency.reused：幂等键已用于另一请求 */
        DisputeWrongStageOrRecordWrongStageOrStaleOrIdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；feedback.measure：不是该通知要求的措施；feedback.reason-required：未执行须说明原因；feedback.future：执行日期晚于今天；feedback.of-lift：移出通知不再执行措施；feedback.after-lift：主体已移出名单，不得再执行；feedback.nothing-to-release：该措施尚无可解除的执行 */
        FeedbackMeasureOrReasonRequiredOrFutureOrOfLiftOrAfterLiftOrNothingToRelease: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description feed.unknown：没有这个报送项 */
        FeedUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；field-report.time：所见时间不合适；commitment.scan-no-picture：扫描件不是图片 */
        FieldReportTimeOrCommitmentScanNoPicture: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description field-report.unknown：没有这份上门核查或者线索 */
        FieldReportUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description field-report.unknown：没有这份上门核查或者线索；field-report.no-picture：这份登记没有照片 */
        FieldReportUnknownOrNoPicture: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description key.address：不得从此地址使用密钥；access.denied：无权办理；agency.expired：单位已停用 */
        Forbidden: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description grant.settled：该授权已经处理 */
        GrantSettled: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description grant.unknown：没有这项授权申请 */
        GrantUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
        IdempotencyInvalid: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符；batch.upload-broken：上传中断 */
        IdempotencyInvalidOrBatchUploadBroken: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求 */
        IdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；agency.duplicate：单位代码已存在；agency.uscc-taken：统一社会信用代码已有单位登记 */
        IdempotencyReusedOrAgencyDuplicateOrUsccTaken: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；appeal.open：已有未办结的复议或诉讼 */
        IdempotencyReusedOrAppealOpen: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；change.rule-set-waiting：另有规则版本待生效；measure.edition-loaded：该版措施清单已载入 */
        IdempotencyReusedOrChangeRuleSetWaitingOrMeasureEditionLoaded: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；check.not-repeatable：该核查不能直接重新核查 */
        IdempotencyReusedOrCheckNotRepeatable: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；check.not-repeatable：该核查不能直接重新核查；commitment.check-stale：核查结果已不能作依据；commitment.check-used：该核查已出具过承诺书 */
        IdempotencyReusedOrCheckNotRepeatableOrCommitmentCheckStaleOrCheckUsed: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；dispute.open：已有处理中的异议 */
        IdempotencyReusedOrDisputeOpen: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；grant.own：须由另一人复核；grant.settled：该授权已经处理 */
        IdempotencyReusedOrGrantOwnOrSettled: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；key.ended：密钥已失效 */
        IdempotencyReusedOrKeyEnded: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；listing.already-listed：该主体已被本单位列入该名单；listing.already-notified：该主体已被告知、尚未决定 */
        IdempotencyReusedOrListingAlreadyListedOrAlreadyNotified: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；listing.wrong-stage：名单状态不允许该操作 */
        IdempotencyReusedOrListingWrongStage: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；listing.wrong-stage：名单状态不允许该操作；listing.stale：名单已被他人更改 */
        IdempotencyReusedOrListingWrongStageOrStale: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；listing.wrong-stage：名单状态不允许该操作；listing.stale：名单已被他人更改；listing.not-longer：没有比现期限更长 */
        IdempotencyReusedOrListingWrongStageOrStaleOrNotLonger: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；matter-proposal.same：相同的清理事项已在办理 */
        IdempotencyReusedOrMatterProposalSame: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；matter-proposal.wrong-stage：清理事项的状态不允许这样办理；matter-proposal.comments-open：征求意见的期限尚未届满 */
        IdempotencyReusedOrMatterProposalWrongStageOrCommentsOpen: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；notice.superseded：该通知已被新通知替代 */
        IdempotencyReusedOrNoticeSuperseded: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；repair.open：已有办理中的修复申请 */
        IdempotencyReusedOrRepairOpen: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；rule-set.wrong-stage：规则版本所处状态不允许该操作 */
        IdempotencyReusedOrRuleSetWrongStage: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；schedule.running：该任务正在运行或已排上 */
        IdempotencyReusedOrScheduleRunning: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；source.duplicate：该位置已有来源 */
        IdempotencyReusedOrSourceDuplicate: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；staff.duplicate：该单位已有同名用户 */
        IdempotencyReusedOrStaffDuplicate: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；subscription.stage：订阅状态不允许该操作 */
        IdempotencyReusedOrSubscriptionStage: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；supervision.nothing-overdue：该单位没有逾期事项 */
        IdempotencyReusedOrSupervisionNothingOverdue: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；verification.nothing-to-draw：没有可以抽查的承诺 */
        IdempotencyReusedOrVerificationNothingToDraw: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description idempotency.reused：幂等键已用于另一请求；zero-report.period：期间尚未结束；zero-report.batch-under-way：该目录有批次尚未处理完；zero-report.repeated：该期间已作零报告 */
        IdempotencyReusedOrZeroReportPeriodOrBatchUnderWayOrRepeated: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码 */
        Invalid: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；key.scope：密钥超出单位范围；staff.roles-exclude：角色不能同归一人 */
        KeyScopeOrStaffRolesExclude: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；listing.document-required：须注明文书号 */
        ListingDocumentRequired: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description key.address：不得从此地址使用密钥；access.denied：无权办理；agency.expired：单位已停用；listing.not-authority：非认定单位 */
        ListingNotAuthority: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；listing.not-extendable：期限不得这样延长 */
        ListingNotExtendable: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description key.address：不得从此地址使用密钥；access.denied：无权办理；agency.expired：单位已停用；listing.purpose-required：查询自然人名单须说明用途 */
        ListingPurposeRequired: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description listing.unknown：没有这条名单记录 */
        ListingUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；mapping.invalid：列名对应不可用 */
        MappingInvalid: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；matter-proposal.code-doubled：两项清理事项的事项编码相同；matter-proposal.future：决定日期晚于今天 */
        MatterProposalCodeDoubledOrFuture: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description key.address：不得从此地址使用密钥；access.denied：无权办理；agency.expired：单位已停用；matter-proposal.no-office：本单位不是审核机构 */
        MatterProposalNoOffice: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；matter-proposal.one-office：两家审核机构不能是同一单位 */
        MatterProposalOneOffice: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；matter-proposal.unfit：处理意见与替代方式不相符 */
        MatterProposalUnfit: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description matter-proposal.unknown：没有这个清理事项 */
        MatterProposalUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description matter-proposal.wrong-stage：清理事项的状态不允许这样办理 */
        MatterProposalWrongStage: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description matter-proposal.wrong-stage：清理事项的状态不允许这样办理；matter-proposal.opinion-given：本机构已提出意见 */
        MatterProposalWrongStageOrOpinionGiven: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description matter.unknown：没有这个事项 */
        MatterUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description merge-candidate.settled：该事项已经处理；idempotency.reused：幂等键已用于另一请求 */
        MergeCandidateSettledOrIdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description merge-candidate.unknown：没有这条合并核实事项 */
        MergeCandidateUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；merge.kinds-differ：自然人与组织不能合并；merge.survivor：保留的主体不在这两个之中 */
        MergeKindsDifferOrSurvivor: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description merge.undone：该合并已经撤销；idempotency.reused：幂等键已用于另一请求 */
        MergeUndoneOrIdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description merge.unknown：没有这次合并 */
        MergeUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description notice.not-a-person：该通知主体不是自然人 */
        NoticeNotAPerson: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description key.address：不得从此地址使用密钥；access.denied：无权办理；agency.expired：单位已停用；notice.not-asked：该通知未要求本单位执行措施 */
        NoticeNotAsked: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description notice.superseded：该通知已被新通知替代 */
        NoticeSuperseded: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；notice.too-many：通知过多，无法一次下载 */
        NoticeTooMany: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description notice.unknown：没有这条通知 */
        NoticeUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description public-list.unknown：没有这个公示名单 */
        PublicListUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description public-list.version-unknown：不能从这个版本给出增量 */
        PublicListVersionUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description quota.exceeded：今日查询次数已达上限 */
        QuotaExceeded: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description rate.limited：请求过于频繁 */
        RateLimited: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description rate.limited：请求过于频繁；quota.exceeded：今日查询次数已达上限 */
        RateLimitedOrQuotaExceeded: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description record.precondition：版本不一致 */
        RecordPrecondition: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description record.precondition-required：缺少 If-Match */
        RecordPreconditionRequired: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；record.rejected：记录未通过校验 */
        RecordRejected: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description record.stale：记录已被他人更改 */
        RecordStale: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description record.unknown：没有这条记录 */
        RecordUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description record.wrong-stage：记录所处状态不允许该操作；record.decision-fallen：该决定已经撤销或者删除，不能收录；record.stale：记录已被他人更改；listing.wrong-stage：名单状态不允许该操作；idempotency.reused：幂等键已用于另一请求 */
        RecordWrongStageOrDecisionFallenOrStaleOrListingWrongStageOrIdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description record.wrong-stage：记录所处状态不允许该操作；idempotency.reused：幂等键已用于另一请求 */
        RecordWrongStageOrIdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改 */
        RecordWrongStageOrStale: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；idempotency.reused：幂等键已用于另一请求 */
        RecordWrongStageOrStaleOrIdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；repair.materials-missing：修复材料不齐 */
        RepairMaterialsMissing: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description repair.unknown：没有这件修复案件 */
        RepairUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description repair.wrong-stage：案件状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；listing.wrong-stage：名单状态不允许该操作；idempotency.reused：幂等键已用于另一请求 */
        RepairWrongStageOrRecordWrongStageOrStaleOrListingWrongStageOrIdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description report.unknown：没有这份信用报告 */
        ReportUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description request.too-large：请求正文过大；commitment.scan-too-large：扫描件太大 */
        RequestTooLargeOrCommitmentScanTooLarge: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description route.unknown：没有这个地址 */
        RouteUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description key.address：不得从此地址使用密钥；access.denied：无权办理；agency.expired：单位已停用；rule-set.own-draft：起草人不能批准自己的草案 */
        RuleSetOwnDraft: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description rule-set.precondition：规则版本已变化 */
        RuleSetPrecondition: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description rule-set.unknown：没有这个规则版本 */
        RuleSetUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；rule-set.unsound：规则草案有不能成立之处 */
        RuleSetUnsound: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description rule-set.wrong-stage：规则版本所处状态不允许该操作 */
        RuleSetWrongStage: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description schedule.unknown：没有这个定时任务 */
        ScheduleUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description server.fault：系统未能完成请求 */
        ServerFault: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪；service.busy：登录的人太多 */
        ServiceBusy: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销；key.expired：密钥已到期；session.factor-refused：动态口令不正确 */
        SessionFactorRefused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销；key.expired：密钥已到期；session.factor-refused：动态口令不正确；session.step-unknown：登录步骤已失效 */
        SessionFactorRefusedOrStepUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description session.factor-refused：动态口令不正确；session.step-unknown：登录步骤已失效；session.password-due：须先设置新密码 */
        SessionFactorRefusedOrStepUnknownOrPasswordDue: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description session.refused：登录失败；session.second-factor：还须输入动态口令；session.second-factor-setup：须先启用动态口令；session.password-due：须先设置新密码 */
        SessionRefusedOrSecondFactorOrSecondFactorSetupOrPasswordDue: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description session.step-unknown：登录步骤已失效；session.second-factor-setup：须先启用动态口令 */
        SessionStepUnknownOrSecondFactorSetup: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description session.unknown：没有这次登录 */
        SessionUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description simulation.outdated：模拟名单已过期 */
        SimulationOutdated: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description simulation.unknown：该版本尚未模拟 */
        SimulationUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description source.duplicate：该位置已有来源 */
        SourceDuplicate: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；source.location：来源地址不可用；source.no-root：本服务不接收文件夹来源 */
        SourceLocationOrNoRoot: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description source.unknown：没有这个来源 */
        SourceUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪；source.unreachable：来源暂不可达 */
        SourceUnreachable: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description staff.duplicate：该单位已有同名用户 */
        StaffDuplicate: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description staff.no-factor：没有启用动态口令 */
        StaffNoFactor: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；staff.own-rights：不能由本人或添加人授权 */
        StaffOwnRights: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；staff.own-rights：不能由本人或添加人授权；staff.roles-exclude：角色不能同归一人 */
        StaffOwnRightsOrRolesExclude: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；staff.password-weak：密码强度不足；staff.password-common：密码过于常见 */
        StaffPasswordWeakOrPasswordCommon: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；staff.password-weak：密码强度不足；staff.password-common：密码过于常见；staff.password-reused：密码近期用过 */
        StaffPasswordWeakOrPasswordCommonOrPasswordReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；staff.password-wrong：现用密码不正确 */
        StaffPasswordWrong: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；staff.password-wrong：现用密码不正确；staff.password-weak：密码强度不足；staff.password-common：密码过于常见；staff.password-reused：密码近期用过 */
        StaffPasswordWrongOrPasswordWeakOrPasswordCommonOrPasswordReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description staff.unknown：没有这个用户 */
        StaffUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description staff.unknown：没有这个用户；agency.unknown：没有这个单位 */
        StaffUnknownOrAgencyUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规 */
        SubjectIdentifier: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规；authorisation.person：授权人须为自然人；authorisation.period：授权期限不合规定；authorisation.scan：扫描件不能收存 */
        SubjectIdentifierOrAuthorisationPersonOrPeriodOrScan: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规；check.matter-unknown：没有这个事项代码 */
        SubjectIdentifierOrCheckMatterUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规；commitment.not-eligible：核查结论不允许以承诺办理；commitment.unconfirmed：核查尚未确认；commitment.departed：经办人已决定不按核查建议办理；commitment.other-day：核查和承诺须在同一日；commitment.no-matter：核查时未填写事项；commitment.other-matter：事项与核查时不同；commitment.matter-not-allowed：该事项现不实行告知承诺；commitment.texts-missing：事项目录没有告知书或承诺书文本；commitment.subject-required：请填写承诺人的证件号码；commitment.other-subject：承诺人不是核查的那个主体；commitment.name-required：请填写承诺人名称；commitment.document：该证件暂不能办理告知承诺；commitment.row-refused：这份承诺不能记入信用承诺信息 */
        SubjectIdentifierOrCommitmentNotEligibleOrUnconfirmedOrDepartedOrOtherDayOrNoMatterOrOtherMatterOrMatterNotAllowedOrTextsMissingOrSubjectRequiredOrOtherSubjectOrNameRequiredOrDocumentOrRowRefused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规；file.case-no-required：请填写办件编号；identity.proof-required：请写明怎样核验了本人身份 */
        SubjectIdentifierOrFileCaseNoRequiredOrIdentityProofRequired: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规；file.case-no-required：请填写办件编号；identity.proof-required：请写明怎样核验了本人身份；authorisation.required：须有本人授权；authorisation.ended：授权不在有效期内 */
        SubjectIdentifierOrFileCaseNoRequiredOrIdentityProofRequiredOrAuthorisationRequiredOrEnded: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规；listing.not-severe：不是严重失信主体名单；listing.barred：该主体不得列入本名单 */
        SubjectIdentifierOrListingNotSevereOrBarred: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description subject.unknown：没有该主体的信用档案 */
        SubjectUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description subject.unknown：没有该主体的信用档案；record.not-archived：归档中没有这条记录 */
        SubjectUnknownOrRecordNotArchived: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；subscription.certificate：客户端证书不可用 */
        SubscriptionCertificate: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description subscription.certificate-unsupported：当前部署不支持客户端证书 */
        SubscriptionCertificateUnsupported: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；subscription.cron：定时表达式无效；subscription.span：预览的时间范围无效 */
        SubscriptionCronOrSpan: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；subscription.endpoint：接收地址不可用；source.location：来源地址不可用；source.no-root：本服务不接收文件夹来源；subscription.cron：定时表达式无效 */
        SubscriptionEndpointOrSourceLocationOrNoRootOrSubscriptionCron: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description subscription.stage：订阅状态不允许该操作 */
        SubscriptionStage: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description subscription.unknown：没有这个订阅 */
        SubscriptionUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description supervision.letter-unknown：没有这份督办函 */
        SupervisionLetterUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description supervision.replied：该督办函已答复 */
        SupervisionReplied: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销；key.expired：密钥已到期 */
        Unauthorized: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
        Unavailable: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；verification.day：日期不合规定 */
        VerificationDay: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description text.personal-number：写有个人号码；verification.day：日期不合规定；commitment.row-refused：这份承诺不能记入信用承诺信息 */
        VerificationDayOrCommitmentRowRefused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description verification.draw-unknown：没有这次抽查 */
        VerificationDrawUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description verification.unknown：没有这件核查 */
        VerificationUnknown: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description verification.wrong-stage：核查的状态不允许这样办理；idempotency.reused：幂等键已用于另一请求 */
        VerificationWrongStageOrIdempotencyReused: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description verification.wrong-stage：核查的状态不允许这样办理；idempotency.reused：幂等键已用于另一请求；commitment.wrong-stage：承诺书的状态不允许这样办理；record.stale：记录已被他人更改 */
        VerificationWrongStageOrIdempotencyReusedOrCommitmentWrongStageOrRecordStale: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        After: string;
        Id: number;
        /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
        IdempotencyKey: string;
        Limit: number;
        Uuid: string;
        Version: number;
        /** @description 投递编号，每次重发相同 */
        WebhookId: string;
        /** @description v1,<HMAC-SHA256>，以空格分隔，其一相符即可；v1sm3 为国密签名 */
        WebhookSignature: string;
        /** @description 签名时刻，Unix 秒；相差超过五分钟的拒收 */
        WebhookTimestamp: string;
        /** @description 第几次重新投递 */
        XReplay: string;
    };
    requestBodies: never;
    headers: {
        /** @description 请求编号，报障时请提供 */
        RequestId: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    addAgency: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "SCJG",
                 *       "name": "示例市市场监督管理局",
                 *       "uscc": "114403000075500130",
                 *       "region": "440300",
                 *       "roles": [
                 *         "feeder"
                 *       ],
                 *       "catalogs": [
                 *         "administrative-penalty",
                 *         "serious-violation"
                 *       ],
                 *       "validFrom": "2026-11-24",
                 *       "validUntil": "2026-11-24",
                 *       "succeeds": {
                 *         "agency": "GSJ",
                 *         "from": "2027-01-01"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["AgencyIn"];
            };
        };
        responses: {
            /** @description 已登记的单位 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agency"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgencyUnknown"];
            409: components["responses"]["IdempotencyReusedOrAgencyDuplicateOrUsccTaken"];
            422: components["responses"]["AgencyUsccOrSuccessor"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    askApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "label": "政务服务平台生产环境",
                 *       "roles": [
                 *         "feeder"
                 *       ],
                 *       "catalogs": [
                 *         "示例"
                 *       ],
                 *       "addresses": [
                 *         "192.0.2.0/24"
                 *       ],
                 *       "expiresOn": "2027-11-30"
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyIn"];
            };
        };
        responses: {
            /** @description 待复核 */
            202: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyAsked"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgencyUnknown"];
            409: components["responses"]["IdempotencyReused"];
            422: components["responses"]["KeyScopeOrStaffRolesExclude"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    addStaff: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "示例",
                 *       "roles": [],
                 *       "password": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["StaffIn"];
            };
        };
        responses: {
            /** @description 已添加的用户 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgencyUnknown"];
            409: components["responses"]["IdempotencyReusedOrStaffDuplicate"];
            422: components["responses"]["StaffPasswordWeakOrPasswordCommon"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    recordAgencySuccession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "successor": "SCJGW",
                 *       "from": "2027-01-01"
                 *     }
                 */
                "application/json": components["schemas"]["SuccessionIn"];
            };
        };
        responses: {
            /** @description 自该日起停用的原单位 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agency"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgencyUnknown"];
            422: components["responses"]["AgencySuccessor"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAppeals: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                /** @description 记录编号 */
                record?: number;
                state?: "pending" | "stayed" | "upheld" | "quashed" | "varied" | "withdrawn";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 复议和诉讼 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AppealLine"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    enterAppeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "target": {
                 *         "listing": 1
                 *       },
                 *       "kind": "reconsideration",
                 *       "authority": "示例市人民政府",
                 *       "caseNo": "示复〔2026〕8号",
                 *       "startedOn": "2026-11-02",
                 *       "documentNo": "示复受〔2026〕8号",
                 *       "stayed": true,
                 *       "stayDocumentNo": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["AppealIn"];
            };
        };
        responses: {
            /** @description 已登记的复议或诉讼 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealLine"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthority"];
            404: components["responses"]["CaseTargetUnknown"];
            409: components["responses"]["IdempotencyReusedOrAppealOpen"];
            422: components["responses"]["AppealNotAppealableOrStayDocument"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showAppeal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 复议或诉讼 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appeal"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AppealUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    closeAppeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "result": "upheld",
                 *       "documentNo": "示复决〔2026〕8号",
                 *       "endedOn": "2026-11-20",
                 *       "reason": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["AppealCloseIn"];
            };
        };
        responses: {
            /** @description 办理后的复议或诉讼 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthority"];
            404: components["responses"]["AppealUnknown"];
            409: components["responses"]["AppealWrongStageOrRecordWrongStageOrStaleOrIdempotencyReused"];
            422: components["responses"]["AppealNotCorrected"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    endStayAppeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "documentNo": "示复恢〔2026〕8号",
                 *       "reason": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["AppealEndStayIn"];
            };
        };
        responses: {
            /** @description 办理后的复议或诉讼 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthority"];
            404: components["responses"]["AppealUnknown"];
            409: components["responses"]["AppealWrongStageOrRecordWrongStageOrStaleOrIdempotencyReused"];
            422: components["responses"]["AppealNotCorrected"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    stayAppeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "documentNo": "示复停〔2026〕8号",
                 *       "reason": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["AppealStayIn"];
            };
        };
        responses: {
            /** @description 办理后的复议或诉讼 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthority"];
            404: components["responses"]["AppealUnknown"];
            409: components["responses"]["AppealWrongStageOrRecordWrongStageOrStaleOrIdempotencyReused"];
            422: components["responses"]["AppealNotCorrected"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAssistance: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                /** @description asked 只看向本单位提出的；asking 只看本单位提出的 */
                side?: "asking" | "asked";
                state?: "asked" | "answered" | "returned" | "withdrawn";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 协查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssistanceList"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    askAssistance: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "GAJ",
                 *       "subject": {
                 *         "type": "uscc",
                 *         "code": "92440300MA5EXMPX83",
                 *         "name": "示例便利店"
                 *       },
                 *       "question": "该经营场所现在是否由当事人使用？"
                 *     }
                 */
                "application/json": components["schemas"]["AssistanceIn"];
            };
        };
        responses: {
            /** @description 待反馈的协查请求 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assistance"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgencyUnknownOrCommitmentUnknown"];
            409: components["responses"]["IdempotencyReused"];
            422: components["responses"]["AssistanceOneselfOrOfficeGoneOrProofOrNameRequiredOrSubjectIdentifier"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    countAssistance: {
        parameters: {
            query?: {
                /** @description 请求提出的月份，默认当月 */
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 月度考核 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssistanceCounts"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadAssistanceCsv: {
        parameters: {
            query?: {
                /** @description 请求提出的月份，默认当月 */
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 带 BOM 的 UTF-8 CSV */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadAssistanceXlsx: {
        parameters: {
            query?: {
                /** @description 请求提出的月份，默认当月 */
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description XLSX */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showAssistance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 协查编号 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 协查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assistance"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AssistanceUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    replyToAssistance: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 协查编号 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "finding": "consistent",
                 *       "text": "经查，情况属实。",
                 *       "evidence": "不动产登记簿 2026 年第 12 号"
                 *     }
                 */
                "application/json": components["schemas"]["AssistanceAnswerIn"];
            };
        };
        responses: {
            /** @description 已反馈的协查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assistance"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AssistanceOtherSide"];
            404: components["responses"]["AssistanceUnknown"];
            409: components["responses"]["AssistanceWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showAssistanceIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 协查编号 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "purpose": "supervision",
                 *       "caseNo": "XC-2026-1"
                 *     }
                 */
                "application/json": components["schemas"]["AssistanceIdentityIn"];
            };
        };
        responses: {
            /** @description 当事人 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssistanceIdentity"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AssistanceOtherSide"];
            404: components["responses"]["AssistanceUnknown"];
            409: components["responses"]["AssistanceWrongStage"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["QuotaExceeded"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    giveBackAssistance: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 协查编号 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "该事项由街道办事处管理"
                 *     }
                 */
                "application/json": components["schemas"]["AssistanceReturnIn"];
            };
        };
        responses: {
            /** @description 已退回的协查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assistance"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AssistanceOtherSide"];
            404: components["responses"]["AssistanceUnknown"];
            409: components["responses"]["AssistanceWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawAssistance: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 协查编号 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "当事人已改走一般程序"
                 *     }
                 */
                "application/json": components["schemas"]["AssistanceWithdrawIn"];
            };
        };
        responses: {
            /** @description 已撤回的协查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assistance"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AssistanceOtherSide"];
            404: components["responses"]["AssistanceUnknown"];
            409: components["responses"]["AssistanceWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAuditLines: {
        parameters: {
            query?: {
                action?: string;
                after?: components["parameters"]["After"];
                agency?: string;
                from?: string;
                limit?: components["parameters"]["Limit"];
                subjectId?: number | null;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最新在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditLine"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCheckpoints: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最早的在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TrailCheckpoint"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showTrailKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 公钥 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrailKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listLeaves: {
        parameters: {
            query?: {
                from?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 按次序 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrailLeaves"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showConsistencyProof: {
        parameters: {
            query?: {
                from?: number | null;
                to?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 证明 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsistencyProof"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CheckpointUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showInclusionProof: {
        parameters: {
            query?: {
                line?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 证明 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InclusionProof"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AuditLineUnknown"];
            409: components["responses"]["AuditLineNotYetSigned"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listUnusualAccess: {
        parameters: {
            query?: {
                day?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 各项名单，次数多的在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnusualAccess"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAuthorisations: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最新在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorisationList"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    recordAuthorisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": {
                 *         "type": "uscc",
                 *         "code": "92440300MA5EXMPX83",
                 *         "country": "USA",
                 *         "name": "示例便利店"
                 *       },
                 *       "purpose": "commitment",
                 *       "validFrom": "2026-11-24",
                 *       "validUntil": "2026-11-24",
                 *       "scan": "JVBERi0xLjQK"
                 *     }
                 */
                "application/json": components["schemas"]["AuthorisationIn"];
            };
        };
        responses: {
            /** @description 授权编号，查询时填写 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authorisation"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["IdempotencyReused"];
            422: components["responses"]["SubjectIdentifierOrAuthorisationPersonOrPeriodOrScan"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showAuthorisationScan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Base64 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorisationScan"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AuthorisationUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawAuthorisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已撤回 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authorisation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AuthorisationUnknown"];
            409: components["responses"]["AuthorisationWithdrawn"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listBatches: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 批次列表 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Batch"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    uploadBatch: {
        parameters: {
            query: {
                /** @description 目录代码 */
                catalog: string;
                /** @description append 追加或更正；full 整表覆盖，未列明的记录在确认后撤回，有工作表未读取的先等确认；dry-run 只校验、不入库 */
                mode?: "append" | "full" | "dry-run";
            };
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example [{"sourceNo":"CF-2026-0001"}] */
                "application/json": Blob;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                "application/x-ndjson": Blob;
                "application/zip": Blob;
                "multipart/form-data": unknown;
                "text/csv": Blob;
                "text/tab-separated-values": Blob;
            };
        };
        responses: {
            /** @description 已受理的批次 */
            202: {
                headers: {
                    /** @description 批次地址 */
                    Location?: string;
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            400: components["responses"]["IdempotencyInvalidOrBatchUploadBroken"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CatalogNotYours"];
            404: components["responses"]["CatalogUnknown"];
            409: components["responses"]["IdempotencyReused"];
            413: components["responses"]["BatchTooLarge"];
            415: components["responses"]["BatchFormat"];
            422: components["responses"]["BatchArchiveOrHeaderOrEmpty"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 批次号 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 批次 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["BatchUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 批次号 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已取消的批次 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["BatchUnknown"];
            409: components["responses"]["BatchStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    confirmBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 批次号 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 继续处理的批次 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["BatchUnknown"];
            409: components["responses"]["BatchStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadBatchErrorsCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 批次号 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 带 BOM 的 UTF-8 CSV */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["BatchUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listBatchErrors: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                /** @description 批次号 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 有问题的行 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["BatchRowError"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["BatchUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadBatchErrorsXlsx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 批次号 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description XLSX */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["BatchUnknown"];
            413: components["responses"]["BatchTooLarge"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    followBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 批次号 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 事件流 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["BatchUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCalendarYears: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 年度，一次给全 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CalendarYear"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    draftCalendarYear: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                year: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source": "国务院办公厅关于2027年部分节假日安排的通知",
                 *       "holidays": [
                 *         {
                 *           "name": "元旦",
                 *           "from": "2027-01-01",
                 *           "to": "2027-01-03"
                 *         }
                 *       ],
                 *       "workdays": [
                 *         "2027-02-07"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CalendarYearInput"];
            };
        };
        responses: {
            /** @description 待批准的变更 */
            202: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["ChangeRuleSetWaitingOrMeasureEditionLoaded"];
            422: components["responses"]["BasisMissingOrChangeNoDifferenceOrPastDayOrSettingUnknownOrOutOfRangeOrContradictionOrAtOnceOrSevereListUnknownOrNoCityDocumentOrMeasureListUnknownOrHonourHarmfulOrCalendarInvalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCatalogs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 现行目录，一次给全 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogList"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    showCatalog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 目录代码 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 目录 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalog"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["CatalogUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    showColumnMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 目录代码 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 现行的列名对应 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ColumnMapping"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CatalogNotYours"];
            404: components["responses"]["CatalogUnknownOrMappingUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    saveColumnMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 目录代码 */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "columns": {
                 *         "企业全称": "subjectName",
                 *         "内部流水号": null
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ColumnMappingInput"];
            };
        };
        responses: {
            /** @description 保存后的列名对应 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ColumnMapping"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CatalogNotYours"];
            404: components["responses"]["CatalogUnknown"];
            422: components["responses"]["MappingInvalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeColumnMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 目录代码 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已停用 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CatalogNotYours"];
            404: components["responses"]["CatalogUnknownOrMappingUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadCatalogTemplateCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 目录代码 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 模板 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["CatalogUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    downloadCatalogTemplateXlsx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 目录代码 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 模板 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["CatalogUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    listChanges: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                kind?: "measures" | "settings" | "severe-lists" | "calendar";
                limit?: components["parameters"]["Limit"];
                state?: "draft" | "approved" | "withdrawn";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChangeSummary"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    draftChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "settings",
                 *       "content": {
                 *         "validFrom": "2027-01-01",
                 *         "settings": [
                 *           {
                 *             "key": "feedback.deadline",
                 *             "value": 8
                 *           }
                 *         ]
                 *       },
                 *       "basis": "示例市发改〔2026〕8号"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeInput"];
            };
        };
        responses: {
            /** @description 草案 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["IdempotencyReusedOrChangeRuleSetWaitingOrMeasureEditionLoaded"];
            422: components["responses"]["BasisMissingOrChangeNoDifferenceOrPastDayOrSettingUnknownOrOutOfRangeOrContradictionOrAtOnceOrSevereListUnknownOrNoCityDocumentOrMeasureListUnknownOrHonourHarmfulOrCalendarInvalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ChangeUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAffectedSubjects: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 主体 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AffectedSubject"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ChangeUnknown"];
            409: components["responses"]["ChangeWrongStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    approveChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已批准的变更 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ChangeUnknown"];
            409: components["responses"]["ChangeWrongStageOrRuleSetWaitingOrMeasureEditionLoadedOrChangeOwnDraftOrOutdated"];
            422: components["responses"]["BasisMissingOrChangeNoDifferenceOrPastDayOrSettingUnknownOrOutOfRangeOrContradictionOrAtOnceOrSevereListUnknownOrNoCityDocumentOrMeasureListUnknownOrHonourHarmfulOrCalendarInvalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    simulateChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更，simulation 为本次结果 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ChangeUnknown"];
            409: components["responses"]["ChangeWrongStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "文件尚未印发"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeReason"];
            };
        };
        responses: {
            /** @description 已撤回的变更 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ChangeUnknown"];
            409: components["responses"]["ChangeWrongStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listChecks: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最新在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckList"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    runCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": {
                 *         "type": "uscc",
                 *         "code": "92440300MA5EXMPX83",
                 *         "country": "USA",
                 *         "name": "示例便利店"
                 *       },
                 *       "matter": "示例",
                 *       "purpose": "commitment",
                 *       "caseNo": "BJ-2026-000123",
                 *       "identityProof": {
                 *         "kind": "document-seen",
                 *         "reference": "WT-2026-0015"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CheckIn"];
            };
        };
        responses: {
            /** @description 核查结果与全部原因 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Check"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["IdempotencyReused"];
            422: components["responses"]["SubjectIdentifierOrCheckMatterUnknown"];
            429: components["responses"]["RateLimitedOrQuotaExceeded"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 核查全貌 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CheckUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    confirmCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "choice": "followed",
                 *       "note": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["CheckConfirmIn"];
            };
        };
        responses: {
            /** @description 确认记录 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        by: string;
                        /** @enum {string} */
                        choice: "followed" | "departed";
                        note: string | null;
                    } | null;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CheckUnknown"];
            409: components["responses"]["CheckConfirmed"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    repeatCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 新的核查结果，及其与原核查的不同 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recheck"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CheckUnknown"];
            409: components["responses"]["IdempotencyReusedOrCheckNotRepeatable"];
            422: components["responses"]["CheckMatterUnknown"];
            429: components["responses"]["RateLimitedOrQuotaExceeded"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    runCheckAsOf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": {
                 *         "type": "uscc",
                 *         "code": "92440300MA5EXMPX83",
                 *         "country": "USA",
                 *         "name": "示例便利店"
                 *       },
                 *       "matter": "示例",
                 *       "purpose": "commitment",
                 *       "caseNo": "BJ-2026-000123",
                 *       "identityProof": {
                 *         "kind": "document-seen",
                 *         "reference": "WT-2026-0015"
                 *       },
                 *       "asOf": "2026-06-01T00:00:00+08:00"
                 *     }
                 */
                "application/json": components["schemas"]["CheckAsOfIn"];
            };
        };
        responses: {
            /** @description 当时的结果；此后已修复、撤销或过保存期的不再展示 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckAsOf"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["SubjectIdentifierOrCheckMatterUnknown"];
            429: components["responses"]["RateLimitedOrQuotaExceeded"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    runChecks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "checks": [
                 *         {
                 *           "subject": {
                 *             "type": "uscc",
                 *             "code": "92440300MA5EXMPX83"
                 *           },
                 *           "purpose": "commitment"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CheckBatchIn"];
            };
        };
        responses: {
            /** @description 与请求同序的结果 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckBatch"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCheckRecalls: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最新在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckRecallList"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTurnedChecks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 次数多的在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TurnedChecks"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCommitments: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                state?: "draft" | "signed" | "handled" | "verified" | "breached" | "refused" | "withdrawn";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最新在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitmentList"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    draftCommitment: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "check": "HC20261124-7K3M9Q2A",
                 *       "matter": "示例",
                 *       "subject": {
                 *         "type": "uscc",
                 *         "code": "92440300MA5EXMPX83",
                 *         "country": "USA",
                 *         "name": "示例便利店"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CommitmentIn"];
            };
        };
        responses: {
            /** @description 待签署的承诺书 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Commitment"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CheckUnknown"];
            409: components["responses"]["IdempotencyReusedOrCheckNotRepeatableOrCommitmentCheckStaleOrCheckUsed"];
            422: components["responses"]["SubjectIdentifierOrCommitmentNotEligibleOrUnconfirmedOrDepartedOrOtherDayOrNoMatterOrOtherMatterOrMatterNotAllowedOrTextsMissingOrSubjectRequiredOrOtherSubjectOrNameRequiredOrDocumentOrRowRefused"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showCommitment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 承诺编码 */
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 告知承诺书 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Commitment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CommitmentUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    closeCommitment: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 承诺编码 */
                no: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "despite": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["CommitmentHandleIn"];
            };
        };
        responses: {
            /** @description 已办结的承诺书 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Commitment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CommitmentUnknown"];
            409: components["responses"]["CommitmentWrongStageOrIdempotencyReusedOrCommitmentListedMeanwhileOrRecordStale"];
            422: components["responses"]["CommitmentRowRefused"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    issueCommitmentLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 承诺编码 */
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 一次性网址 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitmentLink"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CommitmentUnknown"];
            409: components["responses"]["CommitmentWrongStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    refuseCommitment: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 承诺编码 */
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 其人的信息已清除 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitmentLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CommitmentUnknown"];
            409: components["responses"]["CommitmentWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showCommitmentScan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 承诺编码 */
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 图片 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CommitmentUnknownOrNoScan"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    signCommitment: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 承诺编码 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "way": "by-hand",
                 *       "scan": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptV"
                 *     }
                 */
                "application/json": components["schemas"]["CommitmentSignIn"];
            };
        };
        responses: {
            /** @description 已签署的承诺书 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Commitment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CommitmentUnknown"];
            409: components["responses"]["CommitmentWrongStageOrIdempotencyReused"];
            413: components["responses"]["RequestTooLargeOrCommitmentScanTooLarge"];
            422: components["responses"]["CommitmentOtherDayOrScanNoPictureOrSignature"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawCommitment: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 承诺编码 */
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 其人的信息已清除 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitmentLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CommitmentUnknown"];
            409: components["responses"]["CommitmentWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listComplaints: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                /** @description 只看逾期的 */
                overdue?: "true";
                state?: "received" | "accepted" | "forwarded" | "asked" | "answered" | "found" | "unfounded" | "ordered" | "reported" | "mended" | "transferred";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最先到期的在前，已办结的在后 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintList"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    enterComplaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "proof-demanded",
                 *       "subject": "已取消的证明仍要求提交",
                 *       "text": "示例：办理经营场所登记时，窗口仍要求提交已经取消的使用证明。",
                 *       "unit": "示例街道办事处"
                 *     }
                 */
                "application/json": components["schemas"]["ComplaintIn"];
            };
        };
        responses: {
            /** @description 编号和查询码，查询码只给出一次 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintFiled"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["IdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showComplaint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 投诉编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 投诉 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ComplaintUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    acceptComplaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 投诉编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["ComplaintNoteIn"];
            };
        };
        responses: {
            /** @description 办理后的投诉 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ComplaintUnknown"];
            409: components["responses"]["ComplaintWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    answerComplaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 投诉编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["ComplaintNoteIn"];
            };
        };
        responses: {
            /** @description 办理后的投诉 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ComplaintUnknown"];
            409: components["responses"]["ComplaintWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    askComplaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 投诉编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "agency": "SCJG",
                 *       "note": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["ComplaintAskIn"];
            };
        };
        responses: {
            /** @description 办理后的投诉 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ComplaintUnknownOrAgencyUnknown"];
            409: components["responses"]["ComplaintWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    dismissComplaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 投诉编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["ComplaintNoteIn"];
            };
        };
        responses: {
            /** @description 办理后的投诉 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ComplaintUnknown"];
            409: components["responses"]["ComplaintWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    findComplaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 投诉编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["ComplaintNoteIn"];
            };
        };
        responses: {
            /** @description 办理后的投诉 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ComplaintUnknown"];
            409: components["responses"]["ComplaintWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    forwardComplaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 投诉编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "示例市教育局",
                 *       "note": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["ComplaintForwardIn"];
            };
        };
        responses: {
            /** @description 办理后的投诉 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ComplaintUnknown"];
            409: components["responses"]["ComplaintWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    mendComplaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 投诉编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["ComplaintNoteIn"];
            };
        };
        responses: {
            /** @description 办理后的投诉 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ComplaintUnknown"];
            409: components["responses"]["ComplaintWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    orderComplaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 投诉编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "by": "2026-11-24",
                 *       "note": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["ComplaintOrderIn"];
            };
        };
        responses: {
            /** @description 办理后的投诉 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ComplaintUnknown"];
            409: components["responses"]["ComplaintWrongStageOrIdempotencyReused"];
            422: components["responses"]["ComplaintDate"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    reportComplaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 投诉编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["ComplaintNoteIn"];
            };
        };
        responses: {
            /** @description 办理后的投诉 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ComplaintUnknown"];
            409: components["responses"]["ComplaintWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    transferComplaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 投诉编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "示例",
                 *       "note": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["ComplaintTransferIn"];
            };
        };
        responses: {
            /** @description 办理后的投诉 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Complaint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ComplaintUnknown"];
            409: components["responses"]["ComplaintWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    countComplaints: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 按月 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintMonths"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDeliveries: {
        parameters: {
            query: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                state?: "queued" | "ready" | "leased" | "delivered" | "dead" | "superseded";
                subscription: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 投递列表 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Delivery"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 投递详情 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryWithAttempts"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["DeliveryUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDisputes: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                /** @description true：只看已超期的 */
                overdue?: "true" | "false";
                state?: "open" | "upheld" | "dismissed" | "withdrawn";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 异议 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DisputeLine"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    raiseDispute: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "target": {
                 *         "listing": 1
                 *       },
                 *       "subject": {
                 *         "type": "uscc",
                 *         "code": "92440300MA5EXMPX83",
                 *         "country": "USA",
                 *         "name": "示例便利店"
                 *       },
                 *       "purpose": "own-request",
                 *       "caseNo": "示例",
                 *       "ground": "wrong",
                 *       "statement": "处罚决定已被行政复议撤销"
                 *     }
                 */
                "application/json": components["schemas"]["DisputeIn"];
            };
        };
        responses: {
            /** @description 已标注并转办的异议 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputeLine"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CaseTargetUnknown"];
            409: components["responses"]["IdempotencyReusedOrDisputeOpen"];
            422: components["responses"]["CaseSubjectRequiredOrSubjectIdentifierOrDisputeNotDisputable"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 异议 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["DisputeUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    dismissDispute: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "示例",
                 *       "documentNo": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["DisputeReasonIn"];
            };
        };
        responses: {
            /** @description 办理后的异议 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputeLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthorityOrNotApplicant"];
            404: components["responses"]["DisputeUnknown"];
            409: components["responses"]["DisputeWrongStageOrRecordWrongStageOrStaleOrIdempotencyReused"];
            422: components["responses"]["DisputeNotCorrectedOrNoteRequired"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    extendDispute: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "示例",
                 *       "documentNo": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["DisputeReasonIn"];
            };
        };
        responses: {
            /** @description 办理后的异议 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputeLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthorityOrNotApplicant"];
            404: components["responses"]["DisputeUnknown"];
            409: components["responses"]["DisputeWrongStageOrRecordWrongStageOrStaleOrIdempotencyReused"];
            422: components["responses"]["DisputeNotCorrectedOrNoteRequired"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    upholdDispute: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "effect": "delete",
                 *       "reason": "示例",
                 *       "note": "示例",
                 *       "documentNo": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["DisputeUpholdIn"];
            };
        };
        responses: {
            /** @description 办理后的异议 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputeLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthorityOrNotApplicant"];
            404: components["responses"]["DisputeUnknown"];
            409: components["responses"]["DisputeWrongStageOrRecordWrongStageOrStaleOrIdempotencyReused"];
            422: components["responses"]["DisputeNotCorrectedOrNoteRequired"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawDispute: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["DisputeWithdrawIn"];
            };
        };
        responses: {
            /** @description 办理后的异议 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputeLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthorityOrNotApplicant"];
            404: components["responses"]["DisputeUnknown"];
            409: components["responses"]["DisputeWrongStageOrRecordWrongStageOrStaleOrIdempotencyReused"];
            422: components["responses"]["DisputeNotCorrectedOrNoteRequired"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDropSources: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 来源列表 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DropSource"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    addDropSource: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "agency": "SCJG",
                 *       "catalog": "administrative-penalty",
                 *       "mode": "append",
                 *       "kind": "folder",
                 *       "location": "scjg/xzcf"
                 *     }
                 */
                "application/json": components["schemas"]["DropSourceIn"];
            };
        };
        responses: {
            /** @description 新来源 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DropSource"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CatalogNotYours"];
            404: components["responses"]["AgencyUnknownOrCatalogUnknown"];
            409: components["responses"]["IdempotencyReusedOrSourceDuplicate"];
            422: components["responses"]["SourceLocationOrNoRoot"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeDropSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已删除 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SourceUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeDropSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "isPaused": true,
                 *       "mode": "append",
                 *       "location": "示例",
                 *       "credentials": {
                 *         "accessKeyId": "示例",
                 *         "secretAccessKey": "示例"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DropSourceChange"];
            };
        };
        responses: {
            /** @description 修改后的来源 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DropSource"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SourceUnknown"];
            409: components["responses"]["SourceDuplicate"];
            422: components["responses"]["SourceLocationOrNoRoot"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    readFeed: {
        parameters: {
            query: {
                /** @description 不填从已确认之后开始 */
                after?: number | null;
                limit?: number;
                subscription: string;
                /** @description 没有新通知时最多等待的秒数 */
                wait?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 通知；每条即推送中的 CloudEvent */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feed"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    acknowledgeFeed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subscription": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                 *       "upTo": 1
                 *     }
                 */
                "application/json": components["schemas"]["FeedAck"];
            };
        };
        responses: {
            /** @description 确认结果 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedAcked"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listFeeds: {
        parameters: {
            query?: {
                /** @description 只看一个单位（单位代码） */
                agency?: string;
                /** @description 只看一种状态 */
                state?: "fresh" | "due" | "overdue" | "never";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 报送情况 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Feed"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    setFeedFrequency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单位代码 */
                agency: string;
                /** @description 目录代码 */
                catalog: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "everyWorkingDays": 22,
                 *       "reason": "该单位每月集中报送"
                 *     }
                 */
                "application/json": components["schemas"]["FrequencyIn"];
            };
        };
        responses: {
            /** @description 已设定 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["FeedUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeFeedFrequency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单位代码 */
                agency: string;
                /** @description 目录代码 */
                catalog: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已恢复 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["FeedUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    fileZeroReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 目录代码 */
                catalog: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "periodFrom": "2026-11-16",
                 *       "periodTo": "2026-11-24",
                 *       "note": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["ZeroReportIn"];
            };
        };
        responses: {
            /** @description 已登记的零报告 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZeroReport"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CatalogNotYours"];
            404: components["responses"]["CatalogUnknown"];
            409: components["responses"]["IdempotencyReusedOrZeroReportPeriodOrBatchUnderWayOrRepeated"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listScoreCards: {
        parameters: {
            query?: {
                /** @description 只看一个单位（单位代码） */
                agency?: string;
                /** @description 月份，默认当月 */
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 月度考核 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ScoreCard"][];
                        month: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadScoreCards: {
        parameters: {
            query?: {
                /** @description 只看一个单位（单位代码） */
                agency?: string;
                /** @description 月份，默认当月 */
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description XLSX */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listFieldReports: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最新在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldReportList"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    recordFieldReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "lead",
                 *       "place": "示例路 1 号",
                 *       "seenAt": "2026-11-24T09:00:00+08:00",
                 *       "note": "示例：门店已搬空"
                 *     }
                 */
                "application/json": components["schemas"]["FieldReportIn"];
            };
        };
        responses: {
            /** @description 已登记 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldReport"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["IdempotencyReused"];
            413: components["responses"]["RequestTooLargeOrCommitmentScanTooLarge"];
            422: components["responses"]["FieldReportTimeOrCommitmentScanNoPicture"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showFieldReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 上门核查或者线索 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["FieldReportUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showFieldReportPicture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 照片 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["FieldReportUnknownOrNoPicture"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    queryKnowledge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": {
                 *         "type": "uscc",
                 *         "code": "92440300MA5EXMPX83",
                 *         "country": "USA",
                 *         "name": "示例便利店"
                 *       },
                 *       "purpose": "commitment",
                 *       "caseNo": "BJ-2026-000123",
                 *       "identityProof": {
                 *         "kind": "document-seen",
                 *         "reference": "WT-2026-0015"
                 *       },
                 *       "authorisation": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                 *       "asOf": "2026-11-24T10:00:00+08:00"
                 *     }
                 */
                "application/json": components["schemas"]["FileQuery"];
            };
        };
        responses: {
            /** @description 含已修复、撤销与归档的事实 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Knowledge"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubjectUnknown"];
            422: components["responses"]["SubjectIdentifier"];
            429: components["responses"]["QuotaExceeded"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    queryCreditFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": {
                 *         "type": "uscc",
                 *         "code": "92440300MA5EXMPX83",
                 *         "country": "USA",
                 *         "name": "示例便利店"
                 *       },
                 *       "purpose": "commitment",
                 *       "caseNo": "BJ-2026-000123",
                 *       "identityProof": {
                 *         "kind": "document-seen",
                 *         "reference": "WT-2026-0015"
                 *       },
                 *       "authorisation": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                 *       "asOf": "2026-11-24T10:00:00+08:00"
                 *     }
                 */
                "application/json": components["schemas"]["FileQuery"];
            };
        };
        responses: {
            /** @description 身份、记录及来源、名单、荣誉 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditFile"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubjectUnknown"];
            422: components["responses"]["SubjectIdentifierOrFileCaseNoRequiredOrIdentityProofRequired"];
            429: components["responses"]["QuotaExceeded"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listGrants: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 待复核与已处理的 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Grant"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    confirmGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已生效 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantConfirmed"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["GrantUnknown"];
            409: components["responses"]["IdempotencyReusedOrGrantOwnOrSettled"];
            422: components["responses"]["StaffOwnRightsOrRolesExclude"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    refuseGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已退回 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["GrantUnknown"];
            409: components["responses"]["GrantSettled"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                agency?: string;
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最新在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已吊销 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ApiKeyUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    askKeyRotation: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "overlapHours": 24
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyRotation"];
            };
        };
        responses: {
            /** @description 待复核；新密钥的范围与原密钥相同 */
            202: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyAsked"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ApiKeyUnknown"];
            409: components["responses"]["IdempotencyReusedOrKeyEnded"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listListings: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                /** @description 此时刻起有变化的 */
                changedSince?: string;
                limit?: components["parameters"]["Limit"];
                /** @description 名单（目录代码） */
                list?: string;
                /** @description 与 state=notified 同用；true：只看逾期未作决定的 */
                overdue?: "true" | "false";
                /** @description 查询自然人名单的用途 */
                purpose?: string;
                /** @description 按移出事由查；unstated 为未说明事由的 */
                removalGround?: string;
                /** @description 不给 state 也不给 changedSince 时，不含已撤销的；已撤销的只告知须删除哪一条。已告知、尚未列入的（notified）须指明 state，只给认定单位自己的，登记机构与审计人员可见全部，查自然人也无须 purpose */
                state?: "notified" | "listed" | "expired" | "repaired" | "revoked";
                /** @description organisation 包括个体工商户与机关；查询自然人须给出 list 与 purpose，且本单位承担该名单的措施 */
                subjectKind?: "organisation" | "person";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 名单 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Listing"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ListingPurposeRequired"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    extendListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ground": "以暴力、威胁方法妨碍执行，延长期限",
                 *       "documentNo": "示市监移〔2026〕3号",
                 *       "version": 1,
                 *       "until": "2029-03-02",
                 *       "measuresUntil": "2028-03-02"
                 *     }
                 */
                "application/json": components["schemas"]["ListingExtension"];
            };
        };
        responses: {
            /** @description 办理后的名单记录 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedListing"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ListingNotAuthority"];
            404: components["responses"]["ListingUnknown"];
            409: components["responses"]["IdempotencyReusedOrListingWrongStageOrStaleOrNotLonger"];
            422: components["responses"]["ListingNotExtendable"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ground": "已履行行政处罚决定并消除不良影响，提前移出",
                 *       "documentNo": "示市监移〔2026〕3号",
                 *       "version": 1,
                 *       "removalGround": "performed",
                 *       "correctedOn": "2026-05-10"
                 *     }
                 */
                "application/json": components["schemas"]["ListingRemoval"];
            };
        };
        responses: {
            /** @description 办理后的名单记录 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedListing"];
                };
            };
            /** @description 待登记机构确认，名单照旧 */
            202: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedListing"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ListingNotAuthority"];
            404: components["responses"]["ListingUnknown"];
            409: components["responses"]["IdempotencyReusedOrListingWrongStageOrStale"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showRepairNotice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 信用修复告知书 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairNoticeSheet"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ListingUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    restoreListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ground": "以虚假材料取得移出，恢复列入",
                 *       "documentNo": "示市监移〔2026〕3号",
                 *       "version": 1
                 *     }
                 */
                "application/json": components["schemas"]["ListingRestoration"];
            };
        };
        responses: {
            /** @description 办理后的名单记录 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedListing"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ListingNotAuthority"];
            404: components["responses"]["ListingUnknown"];
            409: components["responses"]["IdempotencyReusedOrListingWrongStageOrStale"];
            422: components["responses"]["ListingDocumentRequired"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeListing: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ground": "列入决定被行政复议撤销",
                 *       "documentNo": "示市监移〔2026〕3号",
                 *       "version": 1
                 *     }
                 */
                "application/json": components["schemas"]["ListingRevocation"];
            };
        };
        responses: {
            /** @description 办理后的名单记录 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedListing"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ListingNotAuthority"];
            404: components["responses"]["ListingUnknown"];
            409: components["responses"]["IdempotencyReusedOrListingWrongStageOrStale"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    recordStatement: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "heardOn": "2026-11-24",
                 *       "statement": "材料由代理机构提交，本单位不知情",
                 *       "result": "upheld",
                 *       "finding": "经核实，委托书由法定代表人签署"
                 *     }
                 */
                "application/json": components["schemas"]["PriorNoticeStatementInput"];
            };
        };
        responses: {
            /** @description 已告知、尚未列入的名单 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ListingNotAuthority"];
            404: components["responses"]["ListingUnknown"];
            409: components["responses"]["IdempotencyReusedOrListingWrongStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMatterEditions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 版本 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MatterEdition"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    importMatters: {
        parameters: {
            query?: {
                /** @description append 增改所列事项；full 整表替换，未列出的移出目录；dry-run 只校验，不写入 */
                mode?: "append" | "full" | "dry-run";
                /** @description 版本名称 */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example [{"code":"ZM-001"}] */
                "application/json": Blob;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                "multipart/form-data": unknown;
                "text/csv": Blob;
            };
        };
        responses: {
            /** @description 逐行结果 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterImport"];
                };
            };
            400: components["responses"]["BatchUploadBroken"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["BatchTooLarge"];
            415: components["responses"]["BatchFormat"];
            422: components["responses"]["BatchArchiveOrHeaderOrEmptyOrEncodingOrUnreadableOrBomb"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMatterProposals: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                state?: "draft" | "submitted" | "commenting" | "published" | "returned" | "withdrawn";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最新在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterProposalList"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    draftMatterProposal: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "示例：经营场所使用证明",
                 *       "item": "示例：市场主体设立登记",
                 *       "basis": "《示例条例》第十六条",
                 *       "party": "organisation",
                 *       "ground": "online-check",
                 *       "fate": "cancel",
                 *       "replacement": "sharing"
                 *     }
                 */
                "application/json": components["schemas"]["MatterProposalInput"];
            };
        };
        responses: {
            /** @description 草拟的清理事项，附提示 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterProposal"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["IdempotencyReusedOrMatterProposalSame"];
            422: components["responses"]["MatterProposalUnfit"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showMatterProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 清理事项编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 清理事项 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterProposal"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["MatterProposalUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeMatterProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 清理事项编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "示例：经营场所使用证明",
                 *       "item": "示例：市场主体设立登记",
                 *       "basis": "《示例条例》第十六条",
                 *       "party": "organisation",
                 *       "ground": "online-check",
                 *       "fate": "cancel",
                 *       "replacement": "sharing"
                 *     }
                 */
                "application/json": components["schemas"]["MatterProposalInput"];
            };
        };
        responses: {
            /** @description 修改后的清理事项 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterProposal"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["MatterProposalUnknown"];
            409: components["responses"]["MatterProposalWrongStage"];
            422: components["responses"]["MatterProposalUnfit"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    enterMatterDecision: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "proposals": [
                 *         "ZM2026000001"
                 *       ],
                 *       "documentNo": "示例证明办〔2026〕1号",
                 *       "decidedOn": "2026-12-20",
                 *       "name": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["MatterProposalDecision"];
            };
        };
        responses: {
            /** @description 已公布 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterProposalsPublished"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["MatterProposalUnknown"];
            409: components["responses"]["IdempotencyReusedOrMatterProposalWrongStageOrCommentsOpen"];
            422: components["responses"]["MatterProposalCodeDoubledOrFuture"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadMatterProposals: {
        parameters: {
            query?: {
                state?: "draft" | "submitted" | "commenting" | "published" | "returned" | "withdrawn";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 汇总表 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMatterOffices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 审核机构 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterOffices"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    setMatterOffices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "legal": "SFJ",
                 *       "serviceCentre": "ZWFW"
                 *     }
                 */
                "application/json": components["schemas"]["MatterOfficesInput"];
            };
        };
        responses: {
            /** @description 审核机构 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterOffices"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgencyUnknown"];
            422: components["responses"]["MatterProposalOneOffice"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    giveMatterOpinion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "proposals": [
                 *         "ZM2026000001"
                 *       ],
                 *       "stance": "agree"
                 *     }
                 */
                "application/json": components["schemas"]["MatterProposalOpinion"];
            };
        };
        responses: {
            /** @description 已提出 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterProposalOpinionGiven"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MatterProposalNoOffice"];
            404: components["responses"]["MatterProposalUnknown"];
            409: components["responses"]["MatterProposalWrongStageOrOpinionGiven"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    giveBackMatterProposals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "proposals": [
                 *         "ZM2026000001"
                 *       ],
                 *       "reason": "请补充设定依据"
                 *     }
                 */
                "application/json": components["schemas"]["MatterProposalReturn"];
            };
        };
        responses: {
            /** @description 已退回 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterProposalsMoved"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MatterProposalNoOffice"];
            404: components["responses"]["MatterProposalUnknown"];
            409: components["responses"]["MatterProposalWrongStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    uploadMatterProposals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example [{"name":"示例证明"}] */
                "application/json": Blob;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                "multipart/form-data": unknown;
                "text/csv": Blob;
            };
        };
        responses: {
            /** @description 逐行结果 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterProposalSheet"];
                };
            };
            400: components["responses"]["BatchUploadBroken"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["BatchTooLargeOrMatterProposalTooManyRows"];
            415: components["responses"]["BatchFormat"];
            422: components["responses"]["BatchArchiveOrHeaderOrEmptyOrEncodingOrUnreadableOrBomb"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    fileMatterProposals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "proposals": [
                 *         "ZM2026000001"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["MatterProposalNumbers"];
            };
        };
        responses: {
            /** @description 已办理 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterProposalsMoved"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["MatterProposalUnknown"];
            409: components["responses"]["MatterProposalWrongStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadMatterProposalTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 模板 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawMatterProposals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "proposals": [
                 *         "ZM2026000001"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["MatterProposalNumbers"];
            };
        };
        responses: {
            /** @description 已办理 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterProposalsMoved"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["MatterProposalUnknown"];
            409: components["responses"]["MatterProposalWrongStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMatters: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                /** @description 实施部门名称中的文字 */
                department?: string;
                kind?: "proof" | "licence";
                limit?: components["parameters"]["Limit"];
                /** @description retained 保留、cancelled 取消、commitment 适用告知承诺 */
                list?: "retained" | "cancelled" | "commitment";
                /** @description 事项代码、名称、办理事项或实施部门中的文字 */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 事项列表 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Matter"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showMatter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 事项 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["MatterUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadMatterTemplateCsv: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 模板 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadMatterTemplateXlsx: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 模板 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMeasures: {
        parameters: {
            query?: {
                /** @description 版本；不填为现行有效的措施 */
                edition?: number | null;
                /** @description I 减损权益或增加义务；II 履职管理措施；III 其他组织自主实施，仅供参考 */
                kind?: "I" | "II" | "III";
                /** @description 名单（目录）代码 */
                list?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 措施清单 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Measure"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    loadMeasures: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "edition": 2027,
                 *       "validFrom": "2027-01-01",
                 *       "measures": [
                 *         {
                 *           "code": "FUND_LIMIT",
                 *           "kind": "I",
                 *           "title": "示例",
                 *           "content": "示例",
                 *           "target": "示例",
                 *           "basis": "示例",
                 *           "departments": [
                 *             "示例"
                 *           ],
                 *           "lists": [
                 *             "示例"
                 *           ],
                 *           "personsOnly": false
                 *         }
                 *       ],
                 *       "source": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["MeasureEditionIn"];
            };
        };
        responses: {
            /** @description 待批准的变更 */
            202: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["IdempotencyReusedOrChangeRuleSetWaitingOrMeasureEditionLoaded"];
            422: components["responses"]["BasisMissingOrChangeNoDifferenceOrPastDayOrSettingUnknownOrOutOfRangeOrContradictionOrAtOnceOrSevereListUnknownOrNoCityDocumentOrMeasureListUnknownOrHonourHarmfulOrCalendarInvalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showMeasureLedger: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                /** @description 推送中的主体编号（subjects/7 或 7），或组织的统一社会信用代码、组织机构代码、工商注册号；自然人的证件号码不得写在网址中 */
                subject?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 每个主体及对其有效的措施 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LedgerEntry"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listNotices: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                list?: string;
                subscription?: string;
                type?: string;
                /** @description 只看工作人员未签收的解除通知 */
                unconfirmed?: "true" | "false";
                /** @description 只看未读 */
                unread?: "true" | "false";
                /** @description 只看工作人员未签收的；系统可能已接收 */
                unsigned?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 通知列表 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Notice"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadNotices: {
        parameters: {
            query?: {
                list?: string;
                subscription?: string;
                type?: string;
                /** @description 只看工作人员未签收的解除通知 */
                unconfirmed?: "true" | "false";
                /** @description 只看未读 */
                unread?: "true" | "false";
                /** @description 只看工作人员未签收的；系统可能已接收 */
                unsigned?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description XLSX */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            422: components["responses"]["NoticeTooMany"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 反馈列表 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NoticeUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    giveFeedback: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "measure": "示例",
                 *       "result": "executed",
                 *       "executedOn": "2026-11-24",
                 *       "documentNo": "示例",
                 *       "content": "示例",
                 *       "amount": "12.5",
                 *       "reason": "示例",
                 *       "note": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["FeedbackIn"];
            };
        };
        responses: {
            /** @description 已登记的反馈 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feedback"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NoticeUnknown"];
            409: components["responses"]["IdempotencyReusedOrNoticeSuperseded"];
            422: components["responses"]["FeedbackMeasureOrReasonRequiredOrFutureOrOfLiftOrAfterLiftOrNothingToRelease"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "purpose": "commitment",
                 *       "caseNo": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["IdentityIn"];
            };
        };
        responses: {
            /** @description 完整身份 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NoticeNotAsked"];
            404: components["responses"]["NoticeUnknown"];
            409: components["responses"]["NoticeNotAPerson"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["QuotaExceeded"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    signNotice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 签收结果 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NoticeUnknown"];
            409: components["responses"]["NoticeSuperseded"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    signNotices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "notices": [
                 *         "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ReceiptsIn"];
            };
        };
        responses: {
            /** @description 签收的数量 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipts"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "current": "示例",
                 *       "password": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordIn"];
            };
        };
        responses: {
            /** @description 已更改，新的会话在 Set-Cookie 中 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["StaffPasswordWrongOrPasswordWeakOrPasswordCommonOrPasswordReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["ServiceBusy"];
        };
    };
    givePriorNotice: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "list": "serious-violation",
                 *       "agency": "SCJG",
                 *       "subject": {
                 *         "type": "uscc",
                 *         "code": "92440300MA5EXMPX83",
                 *         "country": "USA",
                 *         "name": "示例便利店"
                 *       },
                 *       "documentNo": "示市监告〔2026〕7号",
                 *       "reason": "提交虚假材料取得登记",
                 *       "basis": "市场监督管理严重违法失信名单管理办法第十条",
                 *       "notifiedOn": "2026-11-20"
                 *     }
                 */
                "application/json": components["schemas"]["PriorNoticeInput"];
            };
        };
        responses: {
            /** @description 已告知、尚未列入的名单 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CatalogNotYoursOrListingNotAuthority"];
            404: components["responses"]["CatalogUnknownOrFeedUnknown"];
            409: components["responses"]["IdempotencyReusedOrListingAlreadyListedOrAlreadyNotified"];
            422: components["responses"]["SubjectIdentifierOrListingNotSevereOrBarred"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showPromiseStatistics: {
        parameters: {
            query?: {
                /** @description 按事项、单位或月份分列 */
                by?: "matter" | "agency" | "month";
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 统计 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromiseStatistics"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadPromiseStatistics: {
        parameters: {
            query?: {
                /** @description 按事项、单位或月份分列 */
                by?: "matter" | "agency" | "month";
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description XLSX */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPromiseMoves: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                /** @description 按事项、单位或月份分列 */
                by?: "matter" | "agency" | "month";
                /** @description 所数的步骤；不填为全部 */
                event?: "commitment.draft" | "commitment.refused" | "commitment.signed" | "commitment.withdrawn" | "commitment.handled" | "commitment.verified" | "commitment.breached" | "commitment.reopened" | "assistance.asked" | "assistance.in-time" | "assistance.late" | "complaint.received" | "complaint.asked" | "complaint.mended" | "complaint.unfounded" | "complaint.transferred";
                from?: string;
                limit?: components["parameters"]["Limit"];
                /** @description 只列这一事项、单位或月份的 */
                only?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最新在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromiseMoveList"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showReconciliation: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                /** @description 来源单位代码；不填为本单位。登记机构须填，承继单位可填被承继单位 */
                agency?: string;
                limit?: components["parameters"]["Limit"];
                /** @description 只看一种原因 */
                reason?: "refused" | "repeated" | "held" | "not-admitted" | "revoked" | "repaired" | "expired" | "withdrawn" | "correction-refused" | "awaiting-withdrawal" | "two-files" | "fed-since" | "inherited";
            };
            header?: never;
            path: {
                /** @description 目录代码 */
                catalog: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 对账结果 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CatalogUnknownOrAgencyUnknownOrFeedUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    verifyReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "receipt": "eyJhZ2VuY3kiOiJTQ0pHIn0.6iYc0VJ3Zk9pUQn1"
                 *     }
                 */
                "application/json": components["schemas"]["ReconciliationReceipt"];
            };
        };
        responses: {
            /** @description 是否真实 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationVerification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listHeldRecords: {
        parameters: {
            query: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                state: "held";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 待核实的记录 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CreditRecord"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 目录代码 */
                catalog: string;
                /** @description 来源记录号，不得使用证件号码 */
                sourceNo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 记录 */
            200: {
                headers: {
                    /** @description 当前版本，更改时作 If-Match */
                    ETag?: string;
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditRecord"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RecordUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    putRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description 读取时得到的 ETag */
                "if-match"?: string;
            };
            path: {
                /** @description 目录代码 */
                catalog: string;
                /** @description 来源记录号，不得使用证件号码 */
                sourceNo: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "counterpartName": "示例蔬菜种植专业合作社",
                 *       "decisionDocNo": "示市监罚〔2026〕1号"
                 *     }
                 */
                "application/json": components["schemas"]["RecordFields"];
            };
        };
        responses: {
            /** @description 更正后的，或内容未变的记录 */
            200: {
                headers: {
                    /** @description 当前版本，更改时作 If-Match */
                    ETag?: string;
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditRecord"];
                };
            };
            /** @description 新收录的记录 */
            201: {
                headers: {
                    /** @description 当前版本，更改时作 If-Match */
                    ETag?: string;
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditRecord"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CatalogNotYours"];
            404: components["responses"]["CatalogUnknown"];
            409: components["responses"]["RecordStale"];
            412: components["responses"]["RecordPrecondition"];
            422: components["responses"]["RecordRejected"];
            428: components["responses"]["RecordPreconditionRequired"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawRecord: {
        parameters: {
            query: {
                /** @description 撤回原因 */
                reason: string;
            };
            header?: {
                /** @description 读取时得到的 ETag */
                "if-match"?: string;
            };
            path: {
                /** @description 目录代码 */
                catalog: string;
                /** @description 来源记录号，不得使用证件号码 */
                sourceNo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已撤回的记录 */
            200: {
                headers: {
                    /** @description 当前版本，更改时作 If-Match */
                    ETag?: string;
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditRecord"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RecordUnknown"];
            409: components["responses"]["RecordWrongStageOrStale"];
            412: components["responses"]["RecordPrecondition"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    admitRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "documentNo": "示市监移〔2026〕3号"
                 *     }
                 */
                "application/json": components["schemas"]["RecordAdmission"];
            };
        };
        responses: {
            /** @description 已收录的记录 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditRecord"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RecordUnknown"];
            409: components["responses"]["RecordWrongStageOrDecisionFallenOrStaleOrListingWrongStageOrIdempotencyReused"];
            422: components["responses"]["ListingDocumentRequired"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    markRecordCorrected: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ground": "经核查，违法行为尚未改正",
                 *       "documentNo": "示市监函〔2026〕8号"
                 *     }
                 */
                "application/json": components["schemas"]["RecordCorrection"];
            };
        };
        responses: {
            /** @description 已标注的记录 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditRecord"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RecordUnknown"];
            409: components["responses"]["RecordWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    refuseRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 不予收录的记录 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditRecord"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RecordUnknown"];
            409: components["responses"]["RecordWrongStageOrStaleOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    markRecordUncorrected: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ground": "经核查，违法行为尚未改正",
                 *       "documentNo": "示市监函〔2026〕8号"
                 *     }
                 */
                "application/json": components["schemas"]["RecordCorrection"];
            };
        };
        responses: {
            /** @description 已标注的记录 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditRecord"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RecordUnknown"];
            409: components["responses"]["RecordWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    queryArchivedRecords: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": {
                 *         "type": "uscc",
                 *         "code": "92440300MA5EXMPX83"
                 *       },
                 *       "purpose": "supervision",
                 *       "caseNo": "SJ-2026-0001"
                 *     }
                 */
                "application/json": components["schemas"]["ArchiveQuery"];
            };
        };
        responses: {
            /** @description 保存期限届满、不再对外提供的记录，新者在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ArchivedRecord"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubjectUnknownOrRecordNotArchived"];
            422: components["responses"]["SubjectIdentifier"];
            429: components["responses"]["QuotaExceeded"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRepairs: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                /** @description true：只看已超期的 */
                overdue?: "true" | "false";
                state?: "submitted" | "accepted" | "rejected" | "refused" | "withdrawn" | "syncing" | "completed" | "restored";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 修复案件 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RepairLine"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    applyForRepair: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "target": {
                 *         "listing": 1
                 *       },
                 *       "subject": {
                 *         "type": "uscc",
                 *         "code": "92440300MA5EXMPX83",
                 *         "country": "USA",
                 *         "name": "示例便利店"
                 *       },
                 *       "purpose": "own-request",
                 *       "caseNo": "示例",
                 *       "reason": "已缴清罚款并完成整改",
                 *       "removalGround": "corrected",
                 *       "correctedOn": "2026-05-10",
                 *       "received": []
                 *     }
                 */
                "application/json": components["schemas"]["RepairIn"];
            };
        };
        responses: {
            /** @description 已提交认定单位的修复申请 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CaseTargetUnknown"];
            409: components["responses"]["IdempotencyReusedOrRepairOpen"];
            422: components["responses"]["CaseSubjectRequiredOrSubjectIdentifierOrRepairNotRepairableOrTooEarlyOrBarred"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showRepair: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 修复案件 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Repair"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RepairUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    acceptRepair: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "示例",
                 *       "documentNo": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["RepairStepIn"];
            };
        };
        responses: {
            /** @description 办理后的案件 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthorityOrNotApplicant"];
            404: components["responses"]["RepairUnknown"];
            409: components["responses"]["RepairWrongStageOrRecordWrongStageOrStaleOrListingWrongStageOrIdempotencyReused"];
            422: components["responses"]["RepairMaterialsMissing"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    extendRepair: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "示例",
                 *       "documentNo": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["RepairReasonIn"];
            };
        };
        responses: {
            /** @description 办理后的案件 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthorityOrNotApplicant"];
            404: components["responses"]["RepairUnknown"];
            409: components["responses"]["RepairWrongStageOrRecordWrongStageOrStaleOrListingWrongStageOrIdempotencyReused"];
            422: components["responses"]["RepairMaterialsMissing"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    grantRepair: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "示例",
                 *       "documentNo": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["RepairStepIn"];
            };
        };
        responses: {
            /** @description 办理后的案件 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthorityOrNotApplicant"];
            404: components["responses"]["RepairUnknown"];
            409: components["responses"]["RepairWrongStageOrRecordWrongStageOrStaleOrListingWrongStageOrIdempotencyReused"];
            422: components["responses"]["RepairMaterialsMissing"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    refuseRepair: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "示例",
                 *       "documentNo": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["RepairReasonIn"];
            };
        };
        responses: {
            /** @description 办理后的案件 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthorityOrNotApplicant"];
            404: components["responses"]["RepairUnknown"];
            409: components["responses"]["RepairWrongStageOrRecordWrongStageOrStaleOrListingWrongStageOrIdempotencyReused"];
            422: components["responses"]["RepairMaterialsMissing"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    rejectRepair: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "示例",
                 *       "documentNo": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["RepairReasonIn"];
            };
        };
        responses: {
            /** @description 办理后的案件 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthorityOrNotApplicant"];
            404: components["responses"]["RepairUnknown"];
            409: components["responses"]["RepairWrongStageOrRecordWrongStageOrStaleOrListingWrongStageOrIdempotencyReused"];
            422: components["responses"]["RepairMaterialsMissing"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    restoreRepair: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "示例",
                 *       "documentNo": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["RepairReasonIn"];
            };
        };
        responses: {
            /** @description 办理后的案件 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthorityOrNotApplicant"];
            404: components["responses"]["RepairUnknown"];
            409: components["responses"]["RepairWrongStageOrRecordWrongStageOrStaleOrListingWrongStageOrIdempotencyReused"];
            422: components["responses"]["RepairMaterialsMissing"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    supplyRepair: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "received": [
                 *         "duty-proof"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RepairSupplyIn"];
            };
        };
        responses: {
            /** @description 办理后的案件 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthorityOrNotApplicant"];
            404: components["responses"]["RepairUnknown"];
            409: components["responses"]["RepairWrongStageOrRecordWrongStageOrStaleOrListingWrongStageOrIdempotencyReused"];
            422: components["responses"]["RepairMaterialsMissing"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawRepair: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "示例",
                 *       "documentNo": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["RepairStepIn"];
            };
        };
        responses: {
            /** @description 办理后的案件 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["CaseNotAuthorityOrNotApplicant"];
            404: components["responses"]["RepairUnknown"];
            409: components["responses"]["RepairWrongStageOrRecordWrongStageOrStaleOrListingWrongStageOrIdempotencyReused"];
            422: components["responses"]["RepairMaterialsMissing"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listReports: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最新在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportList"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    makeReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": {
                 *         "type": "uscc",
                 *         "code": "92440300MA5EXMPX83",
                 *         "country": "USA",
                 *         "name": "示例便利店"
                 *       },
                 *       "purpose": "commitment",
                 *       "caseNo": "BJ-2026-000123",
                 *       "authorisation": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                 *       "identityProof": {
                 *         "kind": "document-seen",
                 *         "reference": "WT-2026-0015"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ReportIn"];
            };
        };
        responses: {
            /** @description 报告编号与验证地址 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportMade"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AuthorisationOther"];
            409: components["responses"]["IdempotencyReused"];
            422: components["responses"]["SubjectIdentifierOrFileCaseNoRequiredOrIdentityProofRequiredOrAuthorisationRequiredOrEnded"];
            429: components["responses"]["QuotaExceeded"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 按国家目录十三类分节 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ReportUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRuleSets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 规则版本，最新在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RuleSetVersion"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    draftRuleSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "告知承诺适用性核查规则（增列四类名单）",
                 *       "effectiveFrom": "2027-01-01",
                 *       "note": "示例",
                 *       "basedOn": 1,
                 *       "rules": [
                 *         {
                 *           "kind": "listing",
                 *           "code": "list.wage-arrears",
                 *           "basis": "示例",
                 *           "restore": "示例",
                 *           "list": "示例",
                 *           "title": "示例",
                 *           "outcome": "ineligible"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RuleSetDraft"];
            };
        };
        responses: {
            /** @description 草案 */
            201: {
                headers: {
                    /** @description 当前版本，更改时作 If-Match */
                    ETag?: string;
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetVersion"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RuleSetUnknown"];
            409: components["responses"]["IdempotencyReused"];
            422: components["responses"]["RuleSetUnsound"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showRuleSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 规则版本 */
            200: {
                headers: {
                    /** @description 当前版本，更改时作 If-Match */
                    ETag?: string;
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetVersion"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RuleSetUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    approveRuleSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description 读取时得到的 ETag */
                "if-match"?: string;
            };
            path: {
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已批准的版本 */
            200: {
                headers: {
                    /** @description 当前版本，更改时作 If-Match */
                    ETag?: string;
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetVersion"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["RuleSetOwnDraft"];
            404: components["responses"]["RuleSetUnknown"];
            409: components["responses"]["RuleSetWrongStage"];
            412: components["responses"]["RuleSetPrecondition"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    compareRuleSets: {
        parameters: {
            query?: {
                /** @description 比较对象；不填则为据以修改的版本，再无则为现行版本 */
                against?: number;
            };
            header?: never;
            path: {
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 增加、删除、改动的规则 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetDiff"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RuleSetUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    rollBackRuleSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "施行后发现误列范围"
                 *     }
                 */
                "application/json": components["schemas"]["RuleSetReason"];
            };
        };
        responses: {
            /** @description 现行的新版本 */
            201: {
                headers: {
                    /** @description 当前版本，更改时作 If-Match */
                    ETag?: string;
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetVersion"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RuleSetUnknown"];
            409: components["responses"]["IdempotencyReusedOrRuleSetWrongStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    simulateRuleSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 模拟结果 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RuleSetUnknown"];
            409: components["responses"]["IdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showSimulation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 模拟结果 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SimulationUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSimulationTurns: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                /** @description 只看因这条规则改变的主体 */
                code?: string;
                limit?: components["parameters"]["Limit"];
                outcomeAfter?: "eligible" | "review" | "ineligible";
                outcomeBefore?: "eligible" | "review" | "ineligible";
            };
            header?: never;
            path: {
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 主体名单 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Turn"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SimulationUnknown"];
            409: components["responses"]["SimulationOutdated"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawRuleSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description 读取时得到的 ETag */
                "if-match"?: string;
            };
            path: {
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "施行后发现误列范围"
                 *     }
                 */
                "application/json": components["schemas"]["RuleSetReason"];
            };
        };
        responses: {
            /** @description 已撤回的版本 */
            200: {
                headers: {
                    /** @description 当前版本，更改时作 If-Match */
                    ETag?: string;
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSetVersion"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["RuleSetUnknown"];
            409: components["responses"]["RuleSetWrongStage"];
            412: components["responses"]["RuleSetPrecondition"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSchedules: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 定时任务 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Schedule"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    runSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已排上 */
            202: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleAsked"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ScheduleUnknown"];
            409: components["responses"]["IdempotencyReusedOrScheduleRunning"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    beginSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "示例",
                 *       "password": "示例"
                 *     }
                 */
                "application/json": {
                    code?: string;
                    password?: string;
                };
            };
        };
        responses: {
            /** @description 十分钟内用其六位数字确认 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorBegun"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["SessionFactorRefused"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["StaffPasswordWrong"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["ServiceBusy"];
        };
    };
    enrolSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "示例",
                 *       "code": "492039"
                 *     }
                 */
                "application/json": components["schemas"]["SecondFactorIn"];
            };
        };
        responses: {
            /** @description 已绑定；原有的绑定与恢复码作废 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorEnrolled"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["SessionFactorRefusedOrStepUnknown"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "agency": "FGJ",
                 *       "name": "窗口一号",
                 *       "password": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["SessionIn"];
            };
        };
        responses: {
            /** @description 已登录，会话在 Set-Cookie 中 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["SessionRefusedOrSecondFactorOrSecondFactorSetupOrPasswordDue"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailableOrServiceBusy"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已退出 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    setDuePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "示例",
                 *       "password": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["DuePasswordIn"];
            };
        };
        responses: {
            /** @description 已登录，会话在 Set-Cookie 中 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["SessionStepUnknownOrSecondFactorSetup"];
            422: components["responses"]["StaffPasswordWeakOrPasswordCommonOrPasswordReused"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailableOrServiceBusy"];
        };
    };
    passSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "示例",
                 *       "code": "492039"
                 *     }
                 */
                "application/json": components["schemas"]["SecondFactorIn"];
            };
        };
        responses: {
            /** @description 已登录，会话在 Set-Cookie 中 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionWithFactor"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["SessionFactorRefusedOrStepUnknownOrPasswordDue"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    listOwnSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 一次给全 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SessionLine"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    endOwnSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已结束 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SessionUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 各项，一次给全 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Setting"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSevereLists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 名单种类，一次给全 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SevereList"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPeople: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                agency?: string;
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 人员 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Person"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 人员 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonFile"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["StaffUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    disablePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已办理，该人员的登录全部结束 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["StaffUnknown"];
            422: components["responses"]["StaffOwnRights"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    enablePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已办理，该人员的登录全部结束 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["StaffUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    giveRoles: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "roles": [
                 *         "feeder"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RolesIn"];
            };
        };
        responses: {
            /** @description 已生效，该人员须重新登录 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolesGiven"];
                };
            };
            /** @description 待复核 */
            202: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolesGiven"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["StaffUnknown"];
            409: components["responses"]["IdempotencyReused"];
            422: components["responses"]["StaffOwnRightsOrRolesExclude"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    movePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "agency": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["MoveIn"];
            };
        };
        responses: {
            /** @description 已办理，该人员的登录全部结束 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["StaffUnknownOrAgencyUnknown"];
            409: components["responses"]["StaffDuplicate"];
            422: components["responses"]["StaffOwnRights"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 一次性密码，只显示这一次 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTimePassword"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["StaffUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["ServiceBusy"];
        };
    };
    removeSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已办理，该人员的登录全部结束 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["StaffUnknown"];
            409: components["responses"]["StaffNoFactor"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listStaffSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 一次给全 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SessionLine"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["StaffUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    endStaffSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结束了几次登录 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["StaffUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    takeRoles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "roles": [
                 *         "feeder"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RolesIn"];
            };
        };
        responses: {
            /** @description 该人员须重新登录 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolesGiven"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["StaffUnknown"];
            422: components["responses"]["StaffOwnRights"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMergeCandidates: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                state?: "open" | "merged" | "dismissed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 疑似重复的主体，先发现的在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MergeCandidate"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    dismissMergeCandidate: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "登记机关函复：同一单位换发统一社会信用代码"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonIn"];
            };
        };
        responses: {
            /** @description 已认定不是同一主体 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DismissedCandidate"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["MergeCandidateUnknown"];
            409: components["responses"]["MergeCandidateSettledOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    mergeSubjects: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "登记机关函复：同一单位换发统一社会信用代码",
                 *       "survivorId": 1
                 *     }
                 */
                "application/json": components["schemas"]["MergeIn"];
            };
        };
        responses: {
            /** @description 合并 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubjectMerge"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["MergeCandidateUnknown"];
            409: components["responses"]["MergeCandidateSettledOrIdempotencyReused"];
            422: components["responses"]["MergeKindsDifferOrSurvivor"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    undoMerge: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "登记机关函复：同一单位换发统一社会信用代码"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonIn"];
            };
        };
        responses: {
            /** @description 已撤销的合并 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubjectMerge"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["MergeUnknown"];
            409: components["responses"]["MergeUndoneOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSubscriptions: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 订阅列表 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Subscription"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    createSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "示例",
                 *       "filter": {
                 *         "topics": [
                 *           "credit.*",
                 *           "audit.checkpoint"
                 *         ],
                 *         "lists": [
                 *           "judgment-defaulter"
                 *         ],
                 *         "categories": [
                 *           "severe"
                 *         ],
                 *         "subjectKinds": [
                 *           "organisation"
                 *         ],
                 *         "regions": [
                 *           "440300"
                 *         ],
                 *         "measures": [
                 *           "CONVENIENCE_LIMIT"
                 *         ]
                 *       },
                 *       "schedule": {
                 *         "kind": "at-once"
                 *       },
                 *       "channel": "webhook",
                 *       "endpoint": {
                 *         "url": "示例"
                 *       },
                 *       "drop": {
                 *         "kind": "folder",
                 *         "location": "czj/tongzhi",
                 *         "format": "xlsx"
                 *       },
                 *       "sm3Signature": true,
                 *       "agency": "示例",
                 *       "identityBasis": "示例示例"
                 *     }
                 */
                "application/json": components["schemas"]["SubscriptionIn"];
            };
        };
        responses: {
            /** @description 新订阅 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionMade"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgencyUnknown"];
            409: components["responses"]["IdempotencyReused"];
            422: components["responses"]["SubscriptionEndpointOrSourceLocationOrNoRootOrSubscriptionCron"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["SourceUnreachable"];
        };
    };
    showSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 订阅 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已取消 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "示例",
                 *       "filter": {
                 *         "topics": [
                 *           "credit.*",
                 *           "audit.checkpoint"
                 *         ],
                 *         "lists": [
                 *           "judgment-defaulter"
                 *         ],
                 *         "categories": [
                 *           "severe"
                 *         ],
                 *         "subjectKinds": [
                 *           "organisation"
                 *         ],
                 *         "regions": [
                 *           "440300"
                 *         ],
                 *         "measures": [
                 *           "CONVENIENCE_LIMIT"
                 *         ]
                 *       },
                 *       "schedule": {
                 *         "kind": "at-once"
                 *       },
                 *       "channel": "webhook",
                 *       "endpoint": {
                 *         "url": "示例"
                 *       },
                 *       "drop": {
                 *         "kind": "folder",
                 *         "location": "czj/tongzhi",
                 *         "format": "xlsx"
                 *       },
                 *       "sm3Signature": true,
                 *       "identityBasis": "示例示例"
                 *     }
                 */
                "application/json": components["schemas"]["SubscriptionChange"];
            };
        };
        responses: {
            /** @description 修改后的订阅 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            409: components["responses"]["SubscriptionStage"];
            422: components["responses"]["SubscriptionEndpointOrSourceLocationOrNoRootOrSubscriptionCron"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["SourceUnreachable"];
        };
    };
    putClientCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "certificate": "-----BEGIN CERTIFICATE-----…",
                 *       "key": "-----BEGIN PRIVATE KEY-----…"
                 *     }
                 */
                "application/json": components["schemas"]["ClientCertificateIn"];
            };
        };
        responses: {
            /** @description 已启用，下一次投递起生效 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientCertificate"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            409: components["responses"]["SubscriptionCertificateUnsupported"];
            422: components["responses"]["SubscriptionCertificate"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeClientCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已停用 */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showSubscriptionHealth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 健康度 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionHealth"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    pauseSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 订阅 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            409: components["responses"]["SubscriptionStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayNotices: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fromSeq": 1,
                 *       "since": "2026-11-24T10:00:00+08:00",
                 *       "toSeq": 1,
                 *       "dryRun": false
                 *     }
                 */
                "application/json": components["schemas"]["ReplayIn"];
            };
        };
        responses: {
            /** @description 将重新推送的数量 */
            202: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            409: components["responses"]["IdempotencyReusedOrSubscriptionStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    resumeSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 订阅 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            409: components["responses"]["SubscriptionStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateSubscriptionSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 新密钥，只显示这一次 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionSecret"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            409: components["responses"]["SubscriptionStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    testSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果见该次投递 */
            202: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionTest"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SubscriptionUnknown"];
            409: components["responses"]["IdempotencyReusedOrSubscriptionStage"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    previewSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": {
                 *         "topics": [
                 *           "credit.*",
                 *           "audit.checkpoint"
                 *         ],
                 *         "lists": [
                 *           "judgment-defaulter"
                 *         ],
                 *         "categories": [
                 *           "severe"
                 *         ],
                 *         "subjectKinds": [
                 *           "organisation"
                 *         ],
                 *         "regions": [
                 *           "440300"
                 *         ],
                 *         "measures": [
                 *           "CONVENIENCE_LIMIT"
                 *         ]
                 *       },
                 *       "schedule": {
                 *         "kind": "at-once"
                 *       },
                 *       "agency": "示例",
                 *       "from": "2026-11-24",
                 *       "to": "2026-11-24",
                 *       "sample": 10
                 *     }
                 */
                "application/json": components["schemas"]["PreviewIn"];
            };
        };
        responses: {
            /** @description 按名单、变动和日期计数，汇总次数与前几条样例 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionPreview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgencyUnknown"];
            422: components["responses"]["SubscriptionCronOrSpan"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSupervisionItems: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                /** @description 只看一个单位（单位代码） */
                agency?: string;
                /** @description lift-delivery 移出通知未送达；lift-untold 收过列入通知、未收到移出通知（如订阅已取消）；lift 移出通知未签收；repair 修复未同步；assistance 协查未反馈；verification 承诺核查、整改未办；feedback 未反馈；receipt 系统未接收，也未签收；complaint 交办的投诉未答复、未报告整改 */
                kind?: "lift-delivery" | "lift-untold" | "lift" | "repair" | "assistance" | "verification" | "feedback" | "receipt" | "complaint";
                limit?: components["parameters"]["Limit"];
                state?: "overdue" | "due-soon";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 督办清单 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Supervision"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadSupervisionDocx: {
        parameters: {
            query?: {
                /** @description 只看一个单位（单位代码） */
                agency?: string;
                /** @description lift-delivery 移出通知未送达；lift-untold 收过列入通知、未收到移出通知（如订阅已取消）；lift 移出通知未签收；repair 修复未同步；assistance 协查未反馈；verification 承诺核查、整改未办；feedback 未反馈；receipt 系统未接收，也未签收；complaint 交办的投诉未答复、未报告整改 */
                kind?: "lift-delivery" | "lift-untold" | "lift" | "repair" | "assistance" | "verification" | "feedback" | "receipt" | "complaint";
                state?: "overdue" | "due-soon";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DOCX */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadSupervisionXlsx: {
        parameters: {
            query?: {
                /** @description 只看一个单位（单位代码） */
                agency?: string;
                /** @description lift-delivery 移出通知未送达；lift-untold 收过列入通知、未收到移出通知（如订阅已取消）；lift 移出通知未签收；repair 修复未同步；assistance 协查未反馈；verification 承诺核查、整改未办；feedback 未反馈；receipt 系统未接收，也未签收；complaint 交办的投诉未答复、未报告整改 */
                kind?: "lift-delivery" | "lift-untold" | "lift" | "repair" | "assistance" | "verification" | "feedback" | "receipt" | "complaint";
                state?: "overdue" | "due-soon";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description XLSX */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSupervisionLetters: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 督办函列表 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SupervisionLetter"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    issueSupervisionLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "agency": "示例",
                 *       "demand": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["SupervisionLetterIn"];
            };
        };
        responses: {
            /** @description 已发出的督办函 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupervisionLetter"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AgencyUnknown"];
            409: components["responses"]["IdempotencyReusedOrSupervisionNothingOverdue"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showSupervisionLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 督办函 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupervisionLetter"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SupervisionLetterUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadSupervisionLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DOCX */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SupervisionLetterUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    replyToSupervisionLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reply": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["SupervisionReplyIn"];
            };
        };
        responses: {
            /** @description 已答复的督办函 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupervisionLetter"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["SupervisionLetterUnknown"];
            409: components["responses"]["SupervisionReplied"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showExecutionStatistics: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 执行统计 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionStatistics"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadExecutionStatistics: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description XLSX */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listVerificationDraws: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最新在前，至多 100 次 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationDrawList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    drawVerifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["VerificationDrawIn"];
            };
        };
        responses: {
            /** @description 抽查 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationDraw"];
                };
            };
            400: components["responses"]["IdempotencyInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["IdempotencyReusedOrVerificationNothingToDraw"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    repeatVerificationDraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 抽查编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 比较结果 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationDrawCompared"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VerificationDrawUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listVerifications: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                /** @description 只看逾期未核查、未处理的 */
                overdue?: "true" | "false";
                state?: "pool" | "exempt" | "due" | "running" | "true" | "not-true" | "rectifying" | "decided" | "objected" | "undone";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 先到期的在前，没有期限的在后 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationList"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showVerification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 核查编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 核查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VerificationUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    decideVerification: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 核查编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "outcome": "fulfilled",
                 *       "documentNo": "示政服撤〔2026〕1号",
                 *       "decidedOn": "2026-11-24",
                 *       "breach": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["VerificationDecisionIn"];
            };
        };
        responses: {
            /** @description 核查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VerificationUnknown"];
            409: components["responses"]["VerificationWrongStageOrIdempotencyReusedOrCommitmentWrongStageOrRecordStale"];
            422: components["responses"]["VerificationDayOrCommitmentRowRefused"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    recordVerificationFinding: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 核查编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "method": "own-data",
                 *       "isTrue": true,
                 *       "note": "示例：登记住所与承诺一致"
                 *     }
                 */
                "application/json": components["schemas"]["VerificationFindingIn"];
            };
        };
        responses: {
            /** @description 核查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VerificationUnknown"];
            409: components["responses"]["VerificationWrongStageOrIdempotencyReusedOrCommitmentWrongStageOrRecordStale"];
            422: components["responses"]["VerificationDayOrCommitmentRowRefused"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    objectToVerification: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 核查编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["VerificationObjectionIn"];
            };
        };
        responses: {
            /** @description 核查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VerificationUnknown"];
            409: components["responses"]["VerificationWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    orderVerificationRectification: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 核查编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "by": "2026-11-24",
                 *       "demand": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["VerificationRectifyIn"];
            };
        };
        responses: {
            /** @description 核查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VerificationUnknown"];
            409: components["responses"]["VerificationWrongStageOrIdempotencyReused"];
            422: components["responses"]["VerificationDay"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    rejectVerificationObjection: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 核查编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "documentNo": "示政服撤〔2026〕1号",
                 *       "reason": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["VerificationAnswerIn"];
            };
        };
        responses: {
            /** @description 核查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VerificationUnknown"];
            409: components["responses"]["VerificationWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    reopenVerification: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 核查编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["VerificationReopenIn"];
            };
        };
        responses: {
            /** @description 核查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VerificationUnknown"];
            409: components["responses"]["VerificationWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    startVerification: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 核查编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 核查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VerificationUnknown"];
            409: components["responses"]["VerificationWrongStageOrIdempotencyReused"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    upholdVerification: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 核查编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "documentNo": "示政服撤〔2026〕1号",
                 *       "reason": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["VerificationAnswerIn"];
            };
        };
        responses: {
            /** @description 核查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VerificationUnknown"];
            409: components["responses"]["VerificationWrongStageOrIdempotencyReusedOrCommitmentWrongStageOrRecordStale"];
            422: components["responses"]["CommitmentRowRefused"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawVerification: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 核查编号 */
                no: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "documentNo": "示政服撤〔2026〕1号",
                 *       "reason": "示例"
                 *     }
                 */
                "application/json": components["schemas"]["VerificationAnswerIn"];
            };
        };
        responses: {
            /** @description 核查 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VerificationUnknown"];
            409: components["responses"]["VerificationWrongStageOrIdempotencyReusedOrCommitmentWrongStageOrRecordStale"];
            422: components["responses"]["CommitmentRowRefused"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    showDocs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 页面 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    showHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 存活 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Up"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    showMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 指标 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    showOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 接口文档 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    explainProblem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 页面 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["RouteUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    verifyCheck: {
        parameters: {
            query: {
                code: string;
            };
            header?: never;
            path: {
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 不含任何主体信息 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicCheck"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["CheckUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    showCheckProof: {
        parameters: {
            query: {
                code: string;
            };
            header?: never;
            path: {
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 不含任何主体信息 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InclusionProof"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["CheckUnknownOrAuditLineUnknown"];
            409: components["responses"]["AuditLineNotYetSigned"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    listPublicLists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 名单及当前版本 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicLists"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    searchPublicList: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
                /** @description 组织名称中的文字，或统一社会信用代码 */
                q?: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最新在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicList"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            404: components["responses"]["PublicListUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    downloadPublicDeltaCsv: {
        parameters: {
            query?: {
                /** @description 所持全量文件的版本号（position）；0 表示从空开始 */
                since?: number | null;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 增量 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": Blob;
                };
            };
            /** @description 与 If-None-Match 所持版本相同 */
            304: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["PublicListUnknown"];
            409: components["responses"]["PublicListVersionUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    downloadPublicDeltaNdjson: {
        parameters: {
            query?: {
                /** @description 所持全量文件的版本号（position）；0 表示从空开始 */
                since?: number | null;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 增量 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson; charset=utf-8": Blob;
                };
            };
            /** @description 与 If-None-Match 所持版本相同 */
            304: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["PublicListUnknown"];
            409: components["responses"]["PublicListVersionUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    showPublicManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 全量文件与增量地址 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicManifest"];
                };
            };
            /** @description 与 If-None-Match 所持版本相同 */
            304: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["PublicListUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    downloadPublicSnapshotCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 全量 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": Blob;
                };
            };
            /** @description 与 If-None-Match 所持版本相同 */
            304: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["PublicListUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    downloadPublicSnapshotNdjson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 全量 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson; charset=utf-8": Blob;
                };
            };
            /** @description 与 If-None-Match 所持版本相同 */
            304: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["PublicListUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    listCommentedProposals: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 最新在前 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterProposalsCommented"];
                };
            };
            400: components["responses"]["CursorInvalid"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    listPublicMatters: {
        parameters: {
            query?: {
                after?: components["parameters"]["After"];
                /** @description 实施部门名称中的文字 */
                department?: string;
                kind?: "proof" | "licence";
                limit?: components["parameters"]["Limit"];
                /** @description retained 保留、cancelled 取消、commitment 适用告知承诺 */
                list?: "retained" | "cancelled" | "commitment";
                /** @description 事项代码、名称、办理事项或实施部门中的文字 */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 事项列表 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Matter"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["CursorInvalid"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    showPublicMatter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 事项 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["MatterUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    verifyReport: {
        parameters: {
            query: {
                code: string;
            };
            header?: never;
            path: {
                no: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 不含任何主体信息 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["ReportUnknown"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    showReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 就绪 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            400: components["responses"]["BadRequest"];
            422: components["responses"]["Invalid"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    receiveCheckpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description 投递编号，每次重发相同 */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description v1,<HMAC-SHA256>，以空格分隔，其一相符即可；v1sm3 为国密签名 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /** @description 签名时刻，Unix 秒；相差超过五分钟的拒收 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description 第几次重新投递 */
                "x-replay"?: components["parameters"]["XReplay"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents-batch+json": components["schemas"]["PushedCheckpoint"][];
            };
        };
        responses: {
            /** @description 已经收妥 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 401、403 暂停订阅，410 停用订阅，429 稍后重发，其余重试后作罢 */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 稍后重发 */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveAssistanceAnswered: {
        parameters: {
            query?: never;
            header: {
                /** @description 投递编号，每次重发相同 */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description v1,<HMAC-SHA256>，以空格分隔，其一相符即可；v1sm3 为国密签名 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /** @description 签名时刻，Unix 秒；相差超过五分钟的拒收 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description 第几次重新投递 */
                "x-replay"?: components["parameters"]["XReplay"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents-batch+json": components["schemas"]["PushedAssistance"][];
            };
        };
        responses: {
            /** @description 已经收妥 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 401、403 暂停订阅，410 停用订阅，429 稍后重发，其余重试后作罢 */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 稍后重发 */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveAssistanceAsked: {
        parameters: {
            query?: never;
            header: {
                /** @description 投递编号，每次重发相同 */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description v1,<HMAC-SHA256>，以空格分隔，其一相符即可；v1sm3 为国密签名 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /** @description 签名时刻，Unix 秒；相差超过五分钟的拒收 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description 第几次重新投递 */
                "x-replay"?: components["parameters"]["XReplay"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents-batch+json": components["schemas"]["PushedAssistance"][];
            };
        };
        responses: {
            /** @description 已经收妥 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 401、403 暂停订阅，410 停用订阅，429 稍后重发，其余重试后作罢 */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 稍后重发 */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveHonourCreated: {
        parameters: {
            query?: never;
            header: {
                /** @description 投递编号，每次重发相同 */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description v1,<HMAC-SHA256>，以空格分隔，其一相符即可；v1sm3 为国密签名 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /** @description 签名时刻，Unix 秒；相差超过五分钟的拒收 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description 第几次重新投递 */
                "x-replay"?: components["parameters"]["XReplay"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents-batch+json": components["schemas"]["PushedNotices"];
            };
        };
        responses: {
            /** @description 已经收妥 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 401、403 暂停订阅，410 停用订阅，429 稍后重发，其余重试后作罢 */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 稍后重发 */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveHonourRemoved: {
        parameters: {
            query?: never;
            header: {
                /** @description 投递编号，每次重发相同 */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description v1,<HMAC-SHA256>，以空格分隔，其一相符即可；v1sm3 为国密签名 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /** @description 签名时刻，Unix 秒；相差超过五分钟的拒收 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description 第几次重新投递 */
                "x-replay"?: components["parameters"]["XReplay"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents-batch+json": components["schemas"]["PushedNotices"];
            };
        };
        responses: {
            /** @description 已经收妥 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 401、403 暂停订阅，410 停用订阅，429 稍后重发，其余重试后作罢 */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 稍后重发 */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveListingChanged: {
        parameters: {
            query?: never;
            header: {
                /** @description 投递编号，每次重发相同 */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description v1,<HMAC-SHA256>，以空格分隔，其一相符即可；v1sm3 为国密签名 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /** @description 签名时刻，Unix 秒；相差超过五分钟的拒收 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description 第几次重新投递 */
                "x-replay"?: components["parameters"]["XReplay"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents-batch+json": components["schemas"]["PushedNotices"];
            };
        };
        responses: {
            /** @description 已经收妥 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 401、403 暂停订阅，410 停用订阅，429 稍后重发，其余重试后作罢 */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 稍后重发 */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveListingCreated: {
        parameters: {
            query?: never;
            header: {
                /** @description 投递编号，每次重发相同 */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description v1,<HMAC-SHA256>，以空格分隔，其一相符即可；v1sm3 为国密签名 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /** @description 签名时刻，Unix 秒；相差超过五分钟的拒收 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description 第几次重新投递 */
                "x-replay"?: components["parameters"]["XReplay"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents-batch+json": components["schemas"]["PushedNotices"];
            };
        };
        responses: {
            /** @description 已经收妥 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 401、403 暂停订阅，410 停用订阅，429 稍后重发，其余重试后作罢 */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 稍后重发 */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveListingRemoved: {
        parameters: {
            query?: never;
            header: {
                /** @description 投递编号，每次重发相同 */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description v1,<HMAC-SHA256>，以空格分隔，其一相符即可；v1sm3 为国密签名 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /** @description 签名时刻，Unix 秒；相差超过五分钟的拒收 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description 第几次重新投递 */
                "x-replay"?: components["parameters"]["XReplay"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents-batch+json": components["schemas"]["PushedNotices"];
            };
        };
        responses: {
            /** @description 已经收妥 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 401、403 暂停订阅，410 停用订阅，429 稍后重发，其余重试后作罢 */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 稍后重发 */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receivePing: {
        parameters: {
            query?: never;
            header: {
                /** @description 投递编号，每次重发相同 */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description v1,<HMAC-SHA256>，以空格分隔，其一相符即可；v1sm3 为国密签名 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /** @description 签名时刻，Unix 秒；相差超过五分钟的拒收 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description 第几次重新投递 */
                "x-replay"?: components["parameters"]["XReplay"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents-batch+json": components["schemas"]["PushedPing"][];
            };
        };
        responses: {
            /** @description 已经收妥 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 401、403 暂停订阅，410 停用订阅，429 稍后重发，其余重试后作罢 */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 稍后重发 */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
