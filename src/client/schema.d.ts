// Made by npm run client from docs/api/openapi.json. Receivers copy this folder; nobody edits this file.
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
        post: operations["postAgencies"];
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
        /** 签发一个接口密钥（只显示一次） */
        post: operations["postAgenciesCodeKeys"];
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
        post: operations["postAgenciesCodeStaff"];
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
        post: operations["postAgenciesCodeSuccession"];
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
        get: operations["getAudit"];
        put?: never;
        post?: never;
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
        get: operations["getBatches"];
        put?: never;
        /**
         * 上传一个文件（CSV、TSV、XLSX、JSON 数组、NDJSON、它们的 zip，或含一个 file 的表单）
         * @description 返回 202 即表示文件已加密落库；逐行校验与入库由后台完成，用 GET /batches/{id} 查看进度。
         */
        post: operations["postBatches"];
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
        get: operations["getBatchesId"];
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
        post: operations["postBatchesIdCancel"];
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
        post: operations["postBatchesIdConfirm"];
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
        get: operations["getBatchesIdErrorsCsv"];
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
        get: operations["getBatchesIdErrorsJson"];
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
        get: operations["getBatchesIdErrorsXlsx"];
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
        get: operations["getBatchesIdEvents"];
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
        get: operations["getCalendar"];
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
        /** 载入或更改一年的节假日与调休安排；涉及该年的办理期限随即重新计算 */
        put: operations["putCalendarYear"];
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
        get: operations["getCatalogs"];
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
        get: operations["getCatalogsCode"];
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
        get: operations["getCatalogsCodeMapping"];
        /**
         * 保存本单位的列名对应，以后上传自动套用
         * @description 整体替换。已受理的批次仍用受理时的版本。依法不得归集的列（电话、住址、银行账号等）不能对应，总是丢弃。
         */
        put: operations["putCatalogsCodeMapping"];
        post?: never;
        /** 停用列名对应，恢复使用目录列名 */
        delete: operations["deleteCatalogsCodeMapping"];
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
        get: operations["getCatalogsCodeTemplateCsv"];
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
        get: operations["getCatalogsCodeTemplateXlsx"];
        put?: never;
        post?: never;
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
        get: operations["getChecks"];
        put?: never;
        /** 核查申请人可否适用告知承诺制 */
        post: operations["postChecks"];
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
        get: operations["getChecksNo"];
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
        post: operations["postChecksNoConfirm"];
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
        post: operations["postChecksNoRecheck"];
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
        post: operations["postChecksAsOf"];
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
        post: operations["postChecksBatch"];
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
        /** 依据已撤销或被异议的核查，须告知申请人 */
        get: operations["getChecksRecalls"];
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
        get: operations["getDeliveries"];
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
        get: operations["getDeliveriesId"];
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
        get: operations["getDisputes"];
        put?: never;
        /** 提出异议：即时标注并转来源单位 */
        post: operations["postDisputes"];
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
        get: operations["getDisputesId"];
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
        post: operations["postDisputesIdDismiss"];
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
        post: operations["postDisputesIdExtend"];
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
        post: operations["postDisputesIdUphold"];
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
        post: operations["postDisputesIdWithdraw"];
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
        get: operations["getDropSources"];
        put?: never;
        /**
         * 添加一个来源：文件夹，或兼容 S3 的存储桶
         * @description 每分钟查看一次。写完的文件以该单位的名义报送，处理结束后在旁边写回 名称.done.json 或 名称.error.json（退回的行另见 名称.error.csv），原件移入 .done/ 或 .error/（存储桶为 done/、error/）。名称以点开头或以 .tmp、.part 结尾的文件不取。
         */
        post: operations["postDropSources"];
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
        delete: operations["deleteDropSourcesId"];
        options?: never;
        head?: never;
        /** 暂停、恢复或修改一个来源 */
        patch: operations["patchDropSourcesId"];
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
        get: operations["getFeed"];
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
        post: operations["postFeedAck"];
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
        get: operations["getFeeds"];
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
        put: operations["putFeedsAgencyCatalogFrequency"];
        post?: never;
        /** 取消单独设定，恢复该目录的通用频次（留痕） */
        delete: operations["deleteFeedsAgencyCatalogFrequency"];
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
        post: operations["postFeedsCatalogZeroReports"];
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
        get: operations["getFeedsScorecards"];
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
        get: operations["getFeedsScorecardsXlsx"];
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
        post: operations["postFilesKnowledge"];
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
        post: operations["postFilesQuery"];
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
        delete: operations["deleteKeysId"];
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
        get: operations["getListings"];
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
        post: operations["postListingsIdExtensions"];
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
         * @description 须满该名单规定的最短期限；移出后归档，其记录不再公示、共享。
         */
        post: operations["postListingsIdRemovals"];
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
        /** 恢复列入：以虚假材料取得的提前移出予以撤销，原期限继续计算 */
        post: operations["postListingsIdRestorations"];
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
         * @description 随时可以办理；除审计人员外不再显示，依其作出的核查由系统告知原查询单位。
         */
        post: operations["postListingsIdRevocations"];
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
        post: operations["postListingsIdStatements"];
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
        get: operations["getMatterEditions"];
        put?: never;
        /**
         * 导入事项目录（XLSX、CSV、JSON），逐行给出结果
         * @description 同一文件再次导入不产生新版本。整表替换时只要有一行退回，就什么也不写入。
         */
        post: operations["postMatterEditions"];
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
        get: operations["getMatters"];
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
        get: operations["getMattersCode"];
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
        get: operations["getMattersTemplateCsv"];
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
        get: operations["getMattersTemplateXlsx"];
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
        get: operations["getMeasures"];
        put?: never;
        /** 载入新一版措施清单；已发出的通知仍按原版 */
        post: operations["postMeasures"];
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
        get: operations["getNotices"];
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
        get: operations["getNoticesXlsx"];
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
        get: operations["getNoticesIdFeedback"];
        put?: never;
        /**
         * 反馈措施执行情况；未执行须说明原因
         * @description 反馈不可修改；对同一措施再次反馈即为更正，两条都保留。反馈视同签收。
         */
        post: operations["postNoticesIdFeedback"];
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
        post: operations["postNoticesIdIdentity"];
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
        post: operations["postNoticesIdReceipt"];
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
        post: operations["postNoticesReceipts"];
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
        post: operations["postPriorNotices"];
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
        get: operations["getRecords"];
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
        get: operations["getRecordsCatalogSourceNo"];
        /**
         * 报送或更正一条记录；更正须带 If-Match
         * @description 可放心重发：与现有内容相同的报送答 200，不产生新版本，也不要求 If-Match。两人同时更正同一版本，后到者得 412。
         */
        put: operations["putRecordsCatalogSourceNo"];
        post?: never;
        /**
         * 撤回一条记录；由其列入的名单随之撤销
         * @description 可放心重发：已撤回的记录再撤回仍答 200，不产生新版本。If-Match 可省略。
         */
        delete: operations["deleteRecordsCatalogSourceNo"];
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
        /** 收录一条待核实的记录 */
        post: operations["postRecordsIdAdmit"];
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
        post: operations["postRecordsIdCorrected"];
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
        post: operations["postRecordsIdRefuse"];
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
        post: operations["postRecordsIdUncorrected"];
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
        post: operations["postRecordsArchivedQuery"];
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
        get: operations["getRepairs"];
        put?: never;
        /**
         * 申请信用修复（窗口代当事人，或认定单位依职权）
         * @description 材料只登记名称与是否收到，不上传文件。最短公示期未满的，答复最早可申请日期。
         */
        post: operations["postRepairs"];
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
        get: operations["getRepairsId"];
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
        post: operations["postRepairsIdAccept"];
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
        post: operations["postRepairsIdExtend"];
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
        post: operations["postRepairsIdGrant"];
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
        post: operations["postRepairsIdRefuse"];
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
        post: operations["postRepairsIdReject"];
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
        post: operations["postRepairsIdRestore"];
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
        post: operations["postRepairsIdSupply"];
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
        post: operations["postRepairsIdWithdraw"];
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
        get: operations["getReports"];
        put?: never;
        /** 出具一个主体的公共信用信息报告 */
        post: operations["postReports"];
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
        get: operations["getReportsNo"];
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
        get: operations["getRuleSets"];
        put?: never;
        /**
         * 起草一个规则版本
         * @description 草案不生效；先模拟，再由另一名登记员批准。版本号由系统给出，内容一经提交不再改动。
         */
        post: operations["postRuleSets"];
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
        get: operations["getRuleSetsVersion"];
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
        post: operations["postRuleSetsVersionApprove"];
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
        get: operations["getRuleSetsVersionDiff"];
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
        post: operations["postRuleSetsVersionRollback"];
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
        post: operations["postRuleSetsVersionSimulate"];
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
        get: operations["getRuleSetsVersionSimulation"];
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
        get: operations["getRuleSetsVersionSimulationTurns"];
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
        post: operations["postRuleSetsVersionWithdraw"];
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
        get: operations["getSchedules"];
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
        post: operations["postSchedulesJobRun"];
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
        post: operations["postSession"];
        /** 退出登录 */
        delete: operations["deleteSession"];
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
        get: operations["getSevereLists"];
        put?: never;
        post?: never;
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
        get: operations["getSubjectsMergeCandidates"];
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
        post: operations["postSubjectsMergeCandidatesIdDismiss"];
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
        post: operations["postSubjectsMergeCandidatesIdMerge"];
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
        post: operations["postSubjectsMergesIdUndo"];
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
        get: operations["getSubscriptions"];
        put?: never;
        /** 新建订阅；以当前在列名单开篇，签名密钥只显示这一次 */
        post: operations["postSubscriptions"];
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
        get: operations["getSubscriptionsId"];
        put?: never;
        post?: never;
        /** 取消订阅；已有记录保留备查 */
        delete: operations["deleteSubscriptionsId"];
        options?: never;
        head?: never;
        /** 修改订阅；换接收地址须重新应答 registry.ping */
        patch: operations["patchSubscriptionsId"];
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
        put: operations["putSubscriptionsIdClientCertificate"];
        post?: never;
        /** 停用客户端证书并销毁私钥 */
        delete: operations["deleteSubscriptionsIdClientCertificate"];
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
        get: operations["getSubscriptionsIdHealth"];
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
        post: operations["postSubscriptionsIdPause"];
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
        post: operations["postSubscriptionsIdReplay"];
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
        post: operations["postSubscriptionsIdResume"];
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
        post: operations["postSubscriptionsIdRotateSecret"];
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
        post: operations["postSubscriptionsIdTest"];
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
        post: operations["postSubscriptionsPreview"];
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
         * 督办清单：逾期与将到期的签收、反馈、移出确认和修复同步
         * @description 登记机构与审计可见全部，订阅单位只见本单位；最严重的在前。
         */
        get: operations["getSupervision"];
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
        get: operations["getSupervisionDocx"];
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
        get: operations["getSupervisionXlsx"];
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
        get: operations["getSupervisionLetters"];
        put?: never;
        /** 就一个单位当日的全部逾期事项发出督办函（按年编号，留痕） */
        post: operations["postSupervisionLetters"];
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
        get: operations["getSupervisionLettersId"];
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
        get: operations["getSupervisionLettersIdLetterDocx"];
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
        post: operations["postSupervisionLettersIdReply"];
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
         * 各单位执行统计：送达、签收、执行、未执行、不适用、逾期、用时中位数
         * @description 登记机构与审计可见全部，订阅单位只见本单位；最严重的在前。
         */
        get: operations["getSupervisionStatistics"];
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
        get: operations["getSupervisionStatisticsXlsx"];
        put?: never;
        post?: never;
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
        get: operations["getDocs"];
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
        get: operations["getHealthz"];
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
        get: operations["getMetrics"];
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
        get: operations["getOpenapiJson"];
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
        get: operations["getProblemsCode"];
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
        get: operations["getPublicChecksNo"];
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
        get: operations["getPublicLists"];
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
        get: operations["getPublicListsCode"];
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
        get: operations["getPublicListsCodeDeltaCsv"];
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
        get: operations["getPublicListsCodeDeltaNdjson"];
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
        get: operations["getPublicListsCodeManifestJson"];
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
        get: operations["getPublicListsCodeSnapshotCsv"];
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
        get: operations["getPublicListsCodeSnapshotNdjson"];
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
        get: operations["getPublicMatters"];
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
        get: operations["getPublicReportsNo"];
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
        get: operations["getReadyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
            /** @example 114403000075500130 */
            uscc: string;
            /** Format: date */
            validFrom?: string;
            /** Format: date */
            validUntil?: string;
        };
        ApiKey: {
            /** Format: uuid */
            id: string;
            /** @description 仅显示这一次 */
            key: string;
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
        ArchiveQuery: {
            /** @description 审计事项编号 */
            caseNo: string;
            /** @enum {string} */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
            subject: components["schemas"]["SubjectIn"];
        } | {
            /** @description 审计事项编号 */
            caseNo: string;
            /** @description 记录编号 */
            id: number;
            /** @enum {string} */
            purpose: "commitment" | "licensing" | "procurement" | "funding" | "recruitment" | "supervision" | "own-request";
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
            /** @description 压缩包中的数据文件，按包内顺序；其他格式为空 */
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
            /** @description 压缩包中的文件名；其他格式为空 */
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
            type: "text" | "name" | "day" | "money" | "choice" | "choices" | "uscc" | "identity-no" | "document-no" | "code";
            /** @description 可填的值 */
            values?: string[];
        };
        CatalogList: {
            items: components["schemas"]["Catalog"][];
            next: string | null;
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
            /** @description 事项代码；载入事项目录后参与判断 */
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
            /** @description 事项代码；载入事项目录后参与判断 */
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
            why: string;
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
        CreditFile: {
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
            honours: {
                authority: string;
                documentNo: string | null;
                dueOn: string | null;
                endedOn: string | null;
                id: number;
                isDisputed: boolean;
                /** @description 登记系统自此时刻知其为此状态 */
                knownFrom: string;
                list: string;
                listedOn: string;
                reason: string;
                state: string;
                /** @description 事实自此日成立（与何时获知无关） */
                validFrom: string;
                validUntil: string | null;
            }[];
            listings: {
                authority: string;
                documentNo: string | null;
                dueOn: string | null;
                endedOn: string | null;
                id: number;
                isDisputed: boolean;
                /** @description 登记系统自此时刻知其为此状态 */
                knownFrom: string;
                list: string;
                listedOn: string;
                reason: string;
                state: string;
                /** @description 事实自此日成立（与何时获知无关） */
                validFrom: string;
                validUntil: string | null;
            }[];
            records: {
                authority: string;
                catalog: string;
                class: string | null;
                decidedOn: string;
                fields: {
                    [key: string]: unknown;
                };
                id: number;
                isDisputed: boolean;
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
        ExecutionStatistics: {
            /** Format: date */
            from: string;
            items: {
                agency: string;
                agencyName: string;
                /** @description 其中要求执行措施的 */
                asked: number;
                delivered: number;
                executed: number;
                lifts: number;
                liftsSigned: number;
                /** @description 要求执行的措施项数 */
                measures: number;
                /** @description 从发出到反馈完毕的中位天数 */
                medianDays: number | null;
                notApplicable: number;
                notExecuted: number;
                overdueFeedback: number;
                overdueReceipts: number;
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
            items: ({
                data: {
                    [key: string]: unknown;
                };
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
        FileQuery: {
            /**
             * Format: date-time
             * @description 按登记系统在该时刻所知
             */
            asOf?: string;
            caseNo?: string;
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
            /** @enum {string} */
            state: "notified" | "listed" | "expired" | "repaired" | "revoked";
            subject: {
                maskedCode?: string;
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
            /** @example 示市监移〔2026〕3号 */
            documentNo?: string;
            /** @example 已履行行政处罚决定并消除不良影响，提前移出 */
            ground: string;
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
        LoadedCalendarYear: {
            /** @description 载入的天数 */
            days: number;
            /** @description 仍待以后年度安排的期限 */
            provisional: number;
            /** @description 随即重新计算的办理期限 */
            settled: number;
            year: number;
        };
        Matter: {
            basis: string;
            code: string;
            department: string;
            edition: number;
            isCommitmentAllowed: boolean;
            issuingUnit: string | null;
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
            target: string;
            title: string;
            validFrom: string;
            validUntil: string | null;
        };
        MeasureEdition: {
            count: number;
            edition: number;
            source: string;
            validFrom: string;
        };
        MeasureEditionIn: {
            /** @example 2025 */
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
                target: string;
                title: string;
            }[];
            /** @description 文件名称或文号 */
            source: string;
            /**
             * Format: date
             * @description 施行日期；此前各版自该日起停止使用
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
            /**
             * @description waiting 待签收；signed 已签收待反馈；answered 已反馈；lifted 主体已移出；superseded 已被替代；lift-waiting 移出待签收；lift-signed 移出已签收
             * @enum {string}
             */
            execution: "waiting" | "signed" | "answered" | "lifted" | "superseded" | "lift-waiting" | "lift-signed";
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
            /** @description 解除通知须签收 */
            needsReceipt: boolean;
            readAt: string | null;
            reason?: string | null;
            seq: number;
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
            type: string;
            uscc?: string | null;
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
            requestId: string;
            status: number;
            title: string;
            type: string;
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
                 * @description 其一：abnormal-operation、administrative-licence、administrative-penalty、honour、judgment-defaulter、major-tax-violation、procurement-violation、serious-violation、tax-arrears、wage-arrears、work-safety-violation
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
        };
        Reason: {
            authority: string | null;
            basis: string;
            /** @example list.serious-violation */
            code: string;
            documentNo: string | null;
            isDisputed?: boolean;
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
        Record: {
            agency: string;
            authorityName: string;
            authorityUscc: string | null;
            /** Format: uuid */
            batch: string | null;
            catalog: string;
            /** @enum {string|null} */
            class: "minor" | "ordinary" | "severe" | null;
            /** Format: date */
            decidedOn: string;
            disputed: boolean;
            documentNo: string | null;
            fields: {
                [key: string]: string;
            };
            /** @description 待核实的原因代码 */
            holdCode: string | null;
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
            /** Format: date */
            retainedUntil: string | null;
            row: number | null;
            sourceNo: string;
            /** @enum {string} */
            state: "held" | "live" | "refused" | "unpublished" | "repaired" | "withdrawn" | "archived";
            subject: {
                kind: string;
                name: string;
            };
            /** @description 认定单位标注尚未纠正：最长公示期届满后待其决定 */
            uncorrected: boolean;
            version: number;
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
        Report: {
            agency: string;
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
            /** @description 仅本人申请查询（own-request）时给出：谁查询过、通知过 */
            inquiries: {
                agency: string;
                at: string;
                /** @enum {string} */
                kind: "check" | "file" | "report" | "identity" | "notice";
                matter: string | null;
                purpose: string | null;
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
        ReportIn: {
            /** @example BJ-2026-000123 */
            caseNo?: string;
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
        RuleSet: {
            name: string;
            rules: ({
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
            })[];
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
            rules: ({
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
            })[];
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
        SevereList: {
            /** @description 认定单位 */
            authority: string;
            basis: string;
            code: string;
            /** @description 最早提前移出（月） */
            earliestRemovalMonths: number | null;
            /** @description 可延长的最长月数；空为不得延长 */
            extensionMaxMonths: number | null;
            /** @description 本系统是否归集该名单 */
            fed: boolean;
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
            /** Format: uuid */
            id: string;
            name: string;
            roles: string[];
        };
        StaffIn: {
            name: string;
            password: string;
            roles: ("feeder" | "window" | "subscriber" | "registrar" | "auditor" | "system-administrator" | "security-administrator")[];
        };
        SubjectIn: {
            /** @example 92440300MA5EXMPX83 */
            code: string;
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
            /** @description 通知编号；repair 为修复案件编号 */
            id: string;
            /** @description 涉及节假日安排尚未公布的年度，暂按周末推算 */
            isProvisional: boolean;
            /**
             * @description lift-delivery 移出通知未送达；lift-untold 收过列入通知、未收到移出通知（如订阅已取消）；lift 移出通知未签收；repair 修复未同步；feedback 未反馈；receipt 未签收
             * @enum {string}
             */
            kind: "lift-delivery" | "lift-untold" | "lift" | "repair" | "feedback" | "receipt";
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
        Up: {
            /** @enum {string} */
            status: "ok";
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
    responses: never;
    parameters: {
        /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
        IdempotencyKey: string;
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
    postAgencies: {
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
                 *       "validUntil": "2026-11-24"
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "code": "示例",
                     *       "name": "示例",
                     *       "uscc": "示例",
                     *       "region": "示例",
                     *       "roles": [
                     *         "示例"
                     *       ],
                     *       "catalogs": [
                     *         "示例"
                     *       ],
                     *       "validFrom": "示例",
                     *       "validUntil": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["Agency"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；agency.duplicate：单位代码已存在 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；agency.uscc：单位统一社会信用代码不合规 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAgenciesCodeKeys: {
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
        requestBody?: never;
        responses: {
            /** @description 新密钥 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "key": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description agency.unknown：没有这个单位 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAgenciesCodeStaff: {
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
                 *       "roles": [
                 *         "feeder"
                 *       ],
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "agency": "示例",
                     *       "name": "示例",
                     *       "roles": [
                     *         "示例"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Staff"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description agency.unknown：没有这个单位 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；staff.duplicate：该单位已有同名用户 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；staff.password-weak：密码强度不足 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAgenciesCodeSuccession: {
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "code": "示例",
                     *       "name": "示例",
                     *       "uscc": "示例",
                     *       "region": "示例",
                     *       "roles": [
                     *         "示例"
                     *       ],
                     *       "catalogs": [
                     *         "示例"
                     *       ],
                     *       "validFrom": "示例",
                     *       "validUntil": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["Agency"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description agency.unknown：没有这个单位 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；agency.successor：承继单位不合规 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: {
                action?: string;
                after?: string;
                agency?: string;
                from?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "at": "示例",
                     *           "agency": "示例",
                     *           "actor": "示例",
                     *           "action": "示例",
                     *           "subjectId": 1,
                     *           "about": {},
                     *           "requestId": "示例"
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AuditLine"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBatches: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a1b2-0000-7000-8000-000000000001",
                     *           "catalog": "administrative-penalty",
                     *           "edition": 1,
                     *           "mode": "append",
                     *           "format": "csv",
                     *           "encoding": "utf-8",
                     *           "separator": "comma",
                     *           "mappingVersion": null,
                     *           "files": null,
                     *           "fileName": "行政处罚-2026-11.csv",
                     *           "byteCount": 48213,
                     *           "sha256": null,
                     *           "status": "queued",
                     *           "counts": {
                     *             "rows": 0,
                     *             "accepted": 0,
                     *             "unchanged": 0,
                     *             "corrected": 0,
                     *             "held": 0,
                     *             "rejected": 0,
                     *             "warnings": 0
                     *           },
                     *           "totalRows": null,
                     *           "progress": 0,
                     *           "missing": null,
                     *           "withdrawn": 0,
                     *           "problem": null,
                     *           "createdAt": "2026-11-24T02:00:00.000Z",
                     *           "startedAt": null,
                     *           "finishedAt": null
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Batch"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postBatches: {
        parameters: {
            query: {
                /** @description 目录代码 */
                catalog: string;
                /** @description append 追加或更正；full 整表覆盖，未列明的记录在确认后撤回；dry-run 只校验、不入库 */
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
                /**
                 * @example [
                 *       {}
                 *     ]
                 */
                "application/json": Record<string, never>[];
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                "application/x-ndjson": Blob;
                "application/zip": Blob;
                "multipart/form-data": {
                    /** Format: binary */
                    file?: Blob;
                };
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
                     *       "problem": null,
                     *       "createdAt": "2026-11-24T02:00:00.000Z",
                     *       "startedAt": null,
                     *       "finishedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符；batch.upload-broken：上传中断 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；catalog.not-yours：不在本单位归集范围 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.unknown：没有这个目录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.too-large：文件过大 */
            413: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.format：无法识别的文件格式 */
            415: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；batch.archive：压缩包不可用；batch.header：表头不符；batch.empty：文件没有数据行 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate.limited：请求过于频繁 */
            429: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBatchesId: {
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
                     *       "problem": null,
                     *       "createdAt": "2026-11-24T02:00:00.000Z",
                     *       "startedAt": null,
                     *       "finishedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.unknown：没有这个批次 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postBatchesIdCancel: {
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
                     *       "problem": null,
                     *       "createdAt": "2026-11-24T02:00:00.000Z",
                     *       "startedAt": null,
                     *       "finishedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.unknown：没有这个批次 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.stage：批次所处阶段不允许该操作；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postBatchesIdConfirm: {
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
                     *       "problem": null,
                     *       "createdAt": "2026-11-24T02:00:00.000Z",
                     *       "startedAt": null,
                     *       "finishedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.unknown：没有这个批次 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.stage：批次所处阶段不允许该操作；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBatchesIdErrorsCsv: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.unknown：没有这个批次 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBatchesIdErrorsJson: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "row": 1,
                     *           "file": "示例",
                     *           "fileRow": 1,
                     *           "verdict": "rejected",
                     *           "errors": [
                     *             {
                     *               "column": "统一社会信用代码",
                     *               "code": "uscc.check-digit",
                     *               "message": "统一社会信用代码第 18 位校验码不符，请逐位核对证照原件。",
                     *               "value": "9144030…",
                     *               "suggestion": "罚款"
                     *             }
                     *           ],
                     *           "values": {}
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["BatchRowError"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.unknown：没有这个批次 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBatchesIdErrorsXlsx: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.unknown：没有这个批次 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.too-large：文件过大 */
            413: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBatchesIdEvents: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.unknown：没有这个批次 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCalendar: {
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "year": 1,
                     *           "source": "示例",
                     *           "loadedAt": "2026-11-24T10:00:00+08:00",
                     *           "days": [
                     *             {
                     *               "day": "2026-11-24",
                     *               "kind": "holiday",
                     *               "name": "示例"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["CalendarYear"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCalendarYear: {
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
            /** @description 载入的年度 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "year": 1,
                     *       "days": 1,
                     *       "settled": 1,
                     *       "provisional": 1
                     *     }
                     */
                    "application/json": components["schemas"]["LoadedCalendarYear"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；calendar.invalid：节假日安排有误 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalogs: {
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "administrative-penalty",
                     *           "edition": 1,
                     *           "name": "行政处罚信息",
                     *           "category": "行政管理信息",
                     *           "nature": "positive",
                     *           "opens": "severe",
                     *           "disclosure": "public",
                     *           "sharing": "示例",
                     *           "retentionSetting": "retention.negative",
                     *           "updateFrequency": "示例",
                     *           "basis": "示例",
                     *           "fields": [
                     *             {
                     *               "name": "decisionDocNo",
                     *               "header": "行政处罚决定书文号",
                     *               "nationalCode": "CF_WSH",
                     *               "synonyms": [
                     *                 "示例"
                     *               ],
                     *               "type": "text",
                     *               "required": true,
                     *               "requiredWhen": "示例",
                     *               "maxLength": 1,
                     *               "values": [
                     *                 "示例"
                     *               ],
                     *               "isPersonal": true
                     *             }
                     *           ],
                     *           "businessKey": [
                     *             "示例"
                     *           ]
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["CatalogList"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalogsCode: {
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
                    /**
                     * @example {
                     *       "code": "administrative-penalty",
                     *       "edition": 1,
                     *       "name": "行政处罚信息",
                     *       "category": "行政管理信息",
                     *       "nature": "positive",
                     *       "opens": "severe",
                     *       "disclosure": "public",
                     *       "sharing": "示例",
                     *       "retentionSetting": "retention.negative",
                     *       "updateFrequency": "示例",
                     *       "basis": "示例",
                     *       "fields": [
                     *         {
                     *           "name": "decisionDocNo",
                     *           "header": "行政处罚决定书文号",
                     *           "nationalCode": "CF_WSH",
                     *           "synonyms": [
                     *             "示例"
                     *           ],
                     *           "type": "text",
                     *           "required": true,
                     *           "requiredWhen": "示例",
                     *           "maxLength": 1,
                     *           "values": [
                     *             "示例"
                     *           ],
                     *           "isPersonal": true
                     *         }
                     *       ],
                     *       "businessKey": [
                     *         "示例"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Catalog"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.unknown：没有这个目录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalogsCodeMapping: {
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
                    /**
                     * @example {
                     *       "catalog": "示例",
                     *       "version": 1,
                     *       "columns": {
                     *         "企业全称": "subjectName",
                     *         "内部流水号": null
                     *       },
                     *       "savedBy": "示例",
                     *       "savedAt": "2026-11-24T10:00:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["ColumnMapping"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；catalog.not-yours：不在本单位归集范围 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.unknown：没有这个目录；mapping.unknown：没有保存过列名对应 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCatalogsCodeMapping: {
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
                    /**
                     * @example {
                     *       "catalog": "示例",
                     *       "version": 1,
                     *       "columns": {
                     *         "企业全称": "subjectName",
                     *         "内部流水号": null
                     *       },
                     *       "savedBy": "示例",
                     *       "savedAt": "2026-11-24T10:00:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["ColumnMapping"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；catalog.not-yours：不在本单位归集范围 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.unknown：没有这个目录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；mapping.invalid：列名对应不可用 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCatalogsCodeMapping: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；catalog.not-yours：不在本单位归集范围 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.unknown：没有这个目录；mapping.unknown：没有保存过列名对应 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalogsCodeTemplateCsv: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.unknown：没有这个目录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalogsCodeTemplateXlsx: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.unknown：没有这个目录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getChecks: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "no": "示例",
                     *           "outcome": "eligible",
                     *           "reasons": [
                     *             {
                     *               "code": "list.serious-violation",
                     *               "text": "示例",
                     *               "list": "示例",
                     *               "authority": "示例",
                     *               "documentNo": "示例",
                     *               "basis": "示例",
                     *               "since": "示例",
                     *               "until": "示例",
                     *               "restore": "示例",
                     *               "isDisputed": true
                     *             }
                     *           ],
                     *           "isGreenLane": true,
                     *           "greenChannel": {
                     *             "honours": [
                     *               {
                     *                 "list": "示例",
                     *                 "title": "示例",
                     *                 "authority": "示例",
                     *                 "documentNo": "示例",
                     *                 "since": "示例",
                     *                 "until": "示例"
                     *               }
                     *             ],
                     *             "incentives": [
                     *               {
                     *                 "code": "示例",
                     *                 "title": "示例",
                     *                 "content": "示例",
                     *                 "basis": "示例"
                     *               }
                     *             ]
                     *           },
                     *           "subject": {
                     *             "type": "uscc",
                     *             "code": "示例",
                     *             "name": "示例",
                     *             "isKnown": true
                     *           },
                     *           "matter": "示例",
                     *           "purpose": "commitment",
                     *           "caseNo": "示例",
                     *           "ruleSetVersion": 1,
                     *           "decidedAt": "2026-11-24T10:00:00+08:00",
                     *           "verifyUrl": "https://receiver.example.gov.cn/credit",
                     *           "advice": "示例",
                     *           "receipt": {
                     *             "no": "示例",
                     *             "decidedAt": "示例",
                     *             "outcome": "示例",
                     *             "dataVersion": "48211.1302",
                     *             "validUntil": "2026-11-24T10:00:00+08:00",
                     *             "covers": [
                     *               {
                     *                 "catalog": "示例",
                     *                 "source": "示例",
                     *                 "lastGoodOn": "示例"
                     *               }
                     *             ],
                     *             "signature": "示例"
                     *           }
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["CheckList"];
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postChecks: {
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
                 *         "name": "示例便利店"
                 *       },
                 *       "matter": "示例",
                 *       "purpose": "commitment",
                 *       "caseNo": "BJ-2026-000123"
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
                    /**
                     * @example {
                     *       "no": "示例",
                     *       "outcome": "eligible",
                     *       "reasons": [
                     *         {
                     *           "code": "list.serious-violation",
                     *           "text": "示例",
                     *           "list": "示例",
                     *           "authority": "示例",
                     *           "documentNo": "示例",
                     *           "basis": "示例",
                     *           "since": "示例",
                     *           "until": "示例",
                     *           "restore": "示例",
                     *           "isDisputed": true
                     *         }
                     *       ],
                     *       "isGreenLane": true,
                     *       "greenChannel": {
                     *         "honours": [
                     *           {
                     *             "list": "示例",
                     *             "title": "示例",
                     *             "authority": "示例",
                     *             "documentNo": "示例",
                     *             "since": "示例",
                     *             "until": "示例"
                     *           }
                     *         ],
                     *         "incentives": [
                     *           {
                     *             "code": "示例",
                     *             "title": "示例",
                     *             "content": "示例",
                     *             "basis": "示例"
                     *           }
                     *         ]
                     *       },
                     *       "subject": {
                     *         "type": "uscc",
                     *         "code": "示例",
                     *         "name": "示例",
                     *         "isKnown": true
                     *       },
                     *       "matter": "示例",
                     *       "purpose": "commitment",
                     *       "caseNo": "示例",
                     *       "ruleSetVersion": 1,
                     *       "decidedAt": "2026-11-24T10:00:00+08:00",
                     *       "verifyUrl": "https://receiver.example.gov.cn/credit",
                     *       "advice": "示例",
                     *       "receipt": {
                     *         "no": "示例",
                     *         "decidedAt": "示例",
                     *         "outcome": "示例",
                     *         "dataVersion": "48211.1302",
                     *         "validUntil": "2026-11-24T10:00:00+08:00",
                     *         "covers": [
                     *           {
                     *             "catalog": "示例",
                     *             "source": "示例",
                     *             "lastGoodOn": "示例"
                     *           }
                     *         ],
                     *         "signature": "示例"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Check"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate.limited：请求过于频繁 */
            429: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getChecksNo: {
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
                    /**
                     * @example {
                     *       "no": "示例",
                     *       "outcome": "eligible",
                     *       "reasons": [
                     *         {
                     *           "code": "list.serious-violation",
                     *           "text": "示例",
                     *           "list": "示例",
                     *           "authority": "示例",
                     *           "documentNo": "示例",
                     *           "basis": "示例",
                     *           "since": "示例",
                     *           "until": "示例",
                     *           "restore": "示例",
                     *           "isDisputed": true
                     *         }
                     *       ],
                     *       "isGreenLane": true,
                     *       "greenChannel": {
                     *         "honours": [
                     *           {
                     *             "list": "示例",
                     *             "title": "示例",
                     *             "authority": "示例",
                     *             "documentNo": "示例",
                     *             "since": "示例",
                     *             "until": "示例"
                     *           }
                     *         ],
                     *         "incentives": [
                     *           {
                     *             "code": "示例",
                     *             "title": "示例",
                     *             "content": "示例",
                     *             "basis": "示例"
                     *           }
                     *         ]
                     *       },
                     *       "subject": {
                     *         "type": "uscc",
                     *         "code": "示例",
                     *         "name": "示例",
                     *         "isKnown": true
                     *       },
                     *       "matter": "示例",
                     *       "purpose": "commitment",
                     *       "caseNo": "示例",
                     *       "ruleSetVersion": 1,
                     *       "decidedAt": "2026-11-24T10:00:00+08:00",
                     *       "verifyUrl": "https://receiver.example.gov.cn/credit",
                     *       "advice": "示例",
                     *       "receipt": {
                     *         "no": "示例",
                     *         "decidedAt": "示例",
                     *         "outcome": "示例",
                     *         "dataVersion": "48211.1302",
                     *         "validUntil": "2026-11-24T10:00:00+08:00",
                     *         "covers": [
                     *           {
                     *             "catalog": "示例",
                     *             "source": "示例",
                     *             "lastGoodOn": "示例"
                     *           }
                     *         ],
                     *         "signature": "示例"
                     *       },
                     *       "agency": "示例",
                     *       "facts": [
                     *         {}
                     *       ],
                     *       "validity": {
                     *         "isValid": true,
                     *         "validUntil": "示例",
                     *         "why": "expired"
                     *       },
                     *       "recheck": {
                     *         "of": "示例",
                     *         "differs": true,
                     *         "outcomeBefore": "eligible",
                     *         "changes": [
                     *           {
                     *             "change": "appeared",
                     *             "code": "示例",
                     *             "text": "示例"
                     *           }
                     *         ],
                     *         "ruleSetBefore": 1
                     *       },
                     *       "recheckedBy": [
                     *         "示例"
                     *       ],
                     *       "confirmation": {
                     *         "choice": "followed",
                     *         "note": "示例",
                     *         "by": "示例",
                     *         "at": "示例"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CheckDetail"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description check.unknown：没有这份核查结果 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postChecksNoConfirm: {
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
                    /**
                     * @example {
                     *       "choice": "followed",
                     *       "note": "示例",
                     *       "by": "示例",
                     *       "at": "示例"
                     *     }
                     */
                    "application/json": {
                        at: string;
                        by: string;
                        /** @enum {string} */
                        choice: "followed" | "departed";
                        note: string | null;
                    } | null;
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description check.unknown：没有这份核查结果 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description check.confirmed：该核查已确认 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postChecksNoRecheck: {
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
                    /**
                     * @example {
                     *       "no": "示例",
                     *       "outcome": "eligible",
                     *       "reasons": [
                     *         {
                     *           "code": "list.serious-violation",
                     *           "text": "示例",
                     *           "list": "示例",
                     *           "authority": "示例",
                     *           "documentNo": "示例",
                     *           "basis": "示例",
                     *           "since": "示例",
                     *           "until": "示例",
                     *           "restore": "示例",
                     *           "isDisputed": true
                     *         }
                     *       ],
                     *       "isGreenLane": true,
                     *       "greenChannel": {
                     *         "honours": [
                     *           {
                     *             "list": "示例",
                     *             "title": "示例",
                     *             "authority": "示例",
                     *             "documentNo": "示例",
                     *             "since": "示例",
                     *             "until": "示例"
                     *           }
                     *         ],
                     *         "incentives": [
                     *           {
                     *             "code": "示例",
                     *             "title": "示例",
                     *             "content": "示例",
                     *             "basis": "示例"
                     *           }
                     *         ]
                     *       },
                     *       "subject": {
                     *         "type": "uscc",
                     *         "code": "示例",
                     *         "name": "示例",
                     *         "isKnown": true
                     *       },
                     *       "matter": "示例",
                     *       "purpose": "commitment",
                     *       "caseNo": "示例",
                     *       "ruleSetVersion": 1,
                     *       "decidedAt": "2026-11-24T10:00:00+08:00",
                     *       "verifyUrl": "https://receiver.example.gov.cn/credit",
                     *       "advice": "示例",
                     *       "receipt": {
                     *         "no": "示例",
                     *         "decidedAt": "示例",
                     *         "outcome": "示例",
                     *         "dataVersion": "48211.1302",
                     *         "validUntil": "2026-11-24T10:00:00+08:00",
                     *         "covers": [
                     *           {
                     *             "catalog": "示例",
                     *             "source": "示例",
                     *             "lastGoodOn": "示例"
                     *           }
                     *         ],
                     *         "signature": "示例"
                     *       },
                     *       "recheck": {
                     *         "of": "示例",
                     *         "differs": true,
                     *         "outcomeBefore": "eligible",
                     *         "changes": [
                     *           {
                     *             "change": "appeared",
                     *             "code": "示例",
                     *             "text": "示例"
                     *           }
                     *         ],
                     *         "ruleSetBefore": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Recheck"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description check.unknown：没有这份核查结果 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；check.not-repeatable：该核查不能直接重新核查 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate.limited：请求过于频繁 */
            429: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postChecksAsOf: {
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
                 *         "name": "示例便利店"
                 *       },
                 *       "matter": "示例",
                 *       "purpose": "commitment",
                 *       "caseNo": "BJ-2026-000123",
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
                    /**
                     * @example {
                     *       "outcome": "eligible",
                     *       "reasons": [
                     *         {
                     *           "code": "list.serious-violation",
                     *           "text": "示例",
                     *           "list": "示例",
                     *           "authority": "示例",
                     *           "documentNo": "示例",
                     *           "basis": "示例",
                     *           "since": "示例",
                     *           "until": "示例",
                     *           "restore": "示例",
                     *           "isDisputed": true
                     *         }
                     *       ],
                     *       "subject": {
                     *         "type": "uscc",
                     *         "code": "示例",
                     *         "name": "示例",
                     *         "isKnown": true
                     *       },
                     *       "matter": "示例",
                     *       "ruleSetVersion": 1,
                     *       "asOf": "示例",
                     *       "isInformation": true,
                     *       "note": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["CheckAsOf"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate.limited：请求过于频繁 */
            429: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postChecksBatch: {
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "ok": true,
                     *           "check": {
                     *             "no": "示例",
                     *             "outcome": "eligible",
                     *             "reasons": [
                     *               {
                     *                 "code": "list.serious-violation",
                     *                 "text": "示例",
                     *                 "list": "示例",
                     *                 "authority": "示例",
                     *                 "documentNo": "示例",
                     *                 "basis": "示例",
                     *                 "since": "示例",
                     *                 "until": "示例",
                     *                 "restore": "示例",
                     *                 "isDisputed": true
                     *               }
                     *             ],
                     *             "isGreenLane": true,
                     *             "greenChannel": {
                     *               "honours": [
                     *                 {
                     *                   "list": "示例",
                     *                   "title": "示例",
                     *                   "authority": "示例",
                     *                   "documentNo": "示例",
                     *                   "since": "示例",
                     *                   "until": "示例"
                     *                 }
                     *               ],
                     *               "incentives": [
                     *                 {
                     *                   "code": "示例",
                     *                   "title": "示例",
                     *                   "content": "示例",
                     *                   "basis": "示例"
                     *                 }
                     *               ]
                     *             },
                     *             "subject": {
                     *               "type": "uscc",
                     *               "code": "示例",
                     *               "name": "示例",
                     *               "isKnown": true
                     *             },
                     *             "matter": "示例",
                     *             "purpose": "commitment",
                     *             "caseNo": "示例",
                     *             "ruleSetVersion": 1,
                     *             "decidedAt": "2026-11-24T10:00:00+08:00",
                     *             "verifyUrl": "https://receiver.example.gov.cn/credit",
                     *             "advice": "示例",
                     *             "receipt": {
                     *               "no": "示例",
                     *               "decidedAt": "示例",
                     *               "outcome": "示例",
                     *               "dataVersion": "48211.1302",
                     *               "validUntil": "2026-11-24T10:00:00+08:00",
                     *               "covers": [
                     *                 {
                     *                   "catalog": "示例",
                     *                   "source": "示例",
                     *                   "lastGoodOn": "示例"
                     *                 }
                     *               ],
                     *               "signature": "示例"
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CheckBatch"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate.limited：请求过于频繁 */
            429: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getChecksRecalls: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "checkNo": "示例",
                     *           "why": "示例",
                     *           "at": "示例"
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["CheckRecallList"];
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeliveries: {
        parameters: {
            query: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "webhookId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "subscriptionId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "kind": "notice",
                     *           "state": "queued",
                     *           "firstSeq": 1,
                     *           "lastSeq": 1,
                     *           "urgent": true,
                     *           "attempt": 1,
                     *           "dueAt": "示例",
                     *           "createdAt": "示例",
                     *           "endedAt": "示例",
                     *           "gap": {
                     *             "fromSeq": 1,
                     *             "toSeq": 1,
                     *             "closedBy": "replay"
                     *           }
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Delivery"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeliveriesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "webhookId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "subscriptionId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "kind": "notice",
                     *       "state": "queued",
                     *       "firstSeq": 1,
                     *       "lastSeq": 1,
                     *       "urgent": true,
                     *       "attempt": 1,
                     *       "dueAt": "示例",
                     *       "createdAt": "示例",
                     *       "endedAt": "示例",
                     *       "gap": {
                     *         "fromSeq": 1,
                     *         "toSeq": 1,
                     *         "closedBy": "replay"
                     *       },
                     *       "notices": [
                     *         {
                     *           "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "seq": 1
                     *         }
                     *       ],
                     *       "attempts": [
                     *         {
                     *           "attempt": 1,
                     *           "at": "示例",
                     *           "tookMs": 1,
                     *           "status": 1,
                     *           "fault": "示例",
                     *           "responseExcerpt": "示例"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryWithAttempts"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description delivery.unknown：没有这次投递 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDisputes: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "state": "open",
                     *           "target": {
                     *             "listing": 1,
                     *             "record": 1,
                     *             "catalog": "示例",
                     *             "documentNo": "示例",
                     *             "authority": "示例"
                     *           },
                     *           "subject": {
                     *             "kind": "示例",
                     *             "name": "示例"
                     *           },
                     *           "applicant": "subject",
                     *           "raisedBy": "示例",
                     *           "raisedOn": "2026-11-24",
                     *           "ground": "wrong",
                     *           "statement": "示例",
                     *           "extended": true,
                     *           "due": {
                     *             "on": "2026-11-24",
                     *             "workingDays": 1,
                     *             "from": "2026-11-24",
                     *             "provisional": true,
                     *             "overdue": true
                     *           },
                     *           "effect": "delete",
                     *           "note": "示例",
                     *           "correctedVersion": 1
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DisputeLine"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDisputes: {
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "open",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "raisedBy": "示例",
                     *       "raisedOn": "2026-11-24",
                     *       "ground": "wrong",
                     *       "statement": "示例",
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "effect": "delete",
                     *       "note": "示例",
                     *       "correctedVersion": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DisputeLine"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description case.target-unknown：没有这条可办理的信息 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；dispute.open：已有处理中的异议 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；case.subject-required：须填写申请人证件；subject.identifier：主体标识不合规；dispute.not-disputable：该信息不能提出异议 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDisputesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "open",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "raisedBy": "示例",
                     *       "raisedOn": "2026-11-24",
                     *       "ground": "wrong",
                     *       "statement": "示例",
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "effect": "delete",
                     *       "note": "示例",
                     *       "correctedVersion": 1,
                     *       "steps": [
                     *         {
                     *           "step": "示例",
                     *           "from": "示例",
                     *           "to": "示例",
                     *           "reason": "示例",
                     *           "documentNo": "示例",
                     *           "agency": "示例",
                     *           "by": "示例",
                     *           "at": "示例"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dispute.unknown：没有这件异议 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDisputesIdDismiss: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "open",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "raisedBy": "示例",
                     *       "raisedOn": "2026-11-24",
                     *       "ground": "wrong",
                     *       "statement": "示例",
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "effect": "delete",
                     *       "note": "示例",
                     *       "correctedVersion": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DisputeLine"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位；case.not-applicant：非申请经办单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dispute.unknown：没有这件异议 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dispute.wrong-stage：异议状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；dispute.not-corrected：尚未更正；dispute.note-required：须填写补充说明 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDisputesIdExtend: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "open",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "raisedBy": "示例",
                     *       "raisedOn": "2026-11-24",
                     *       "ground": "wrong",
                     *       "statement": "示例",
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "effect": "delete",
                     *       "note": "示例",
                     *       "correctedVersion": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DisputeLine"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位；case.not-applicant：非申请经办单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dispute.unknown：没有这件异议 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dispute.wrong-stage：异议状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；dispute.not-corrected：尚未更正；dispute.note-required：须填写补充说明 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDisputesIdUphold: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "open",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "raisedBy": "示例",
                     *       "raisedOn": "2026-11-24",
                     *       "ground": "wrong",
                     *       "statement": "示例",
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "effect": "delete",
                     *       "note": "示例",
                     *       "correctedVersion": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DisputeLine"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位；case.not-applicant：非申请经办单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dispute.unknown：没有这件异议 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dispute.wrong-stage：异议状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；dispute.not-corrected：尚未更正；dispute.note-required：须填写补充说明 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDisputesIdWithdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "open",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "raisedBy": "示例",
                     *       "raisedOn": "2026-11-24",
                     *       "ground": "wrong",
                     *       "statement": "示例",
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "effect": "delete",
                     *       "note": "示例",
                     *       "correctedVersion": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DisputeLine"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位；case.not-applicant：非申请经办单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dispute.unknown：没有这件异议 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description dispute.wrong-stage：异议状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；dispute.not-corrected：尚未更正；dispute.note-required：须填写补充说明 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDropSources: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "agency": "示例",
                     *           "catalog": "示例",
                     *           "mode": "append",
                     *           "kind": "folder",
                     *           "location": "示例",
                     *           "region": "示例",
                     *           "isPaused": true,
                     *           "createdAt": "2026-11-24T10:00:00+08:00",
                     *           "lastPolledAt": "2026-11-24T10:00:00+08:00",
                     *           "lastResult": {
                     *             "found": 1,
                     *             "waiting": 1,
                     *             "submitted": 1,
                     *             "settled": 1,
                     *             "problem": {
                     *               "code": "示例",
                     *               "detail": "示例"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DropSource"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDropSources: {
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "agency": "示例",
                     *       "catalog": "示例",
                     *       "mode": "append",
                     *       "kind": "folder",
                     *       "location": "示例",
                     *       "region": "示例",
                     *       "isPaused": true,
                     *       "createdAt": "2026-11-24T10:00:00+08:00",
                     *       "lastPolledAt": "2026-11-24T10:00:00+08:00",
                     *       "lastResult": {
                     *         "found": 1,
                     *         "waiting": 1,
                     *         "submitted": 1,
                     *         "settled": 1,
                     *         "problem": {
                     *           "code": "示例",
                     *           "detail": "示例"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DropSource"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；catalog.not-yours：不在本单位归集范围 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description agency.unknown：没有这个单位；catalog.unknown：没有这个目录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；source.duplicate：该位置已有来源 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；source.location：来源地址不可用；source.no-root：本服务不接收文件夹来源 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDropSourcesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description source.unknown：没有这个来源 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchDropSourcesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "agency": "示例",
                     *       "catalog": "示例",
                     *       "mode": "append",
                     *       "kind": "folder",
                     *       "location": "示例",
                     *       "region": "示例",
                     *       "isPaused": true,
                     *       "createdAt": "2026-11-24T10:00:00+08:00",
                     *       "lastPolledAt": "2026-11-24T10:00:00+08:00",
                     *       "lastResult": {
                     *         "found": 1,
                     *         "waiting": 1,
                     *         "submitted": 1,
                     *         "settled": 1,
                     *         "problem": {
                     *           "code": "示例",
                     *           "detail": "示例"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DropSource"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description source.unknown：没有这个来源 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description source.duplicate：该位置已有来源 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；source.location：来源地址不可用；source.no-root：本服务不接收文件夹来源 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFeed: {
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "seq": 1,
                     *           "noticeId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "supersededBy": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "id": "示例",
                     *           "type": "示例",
                     *           "data": {}
                     *         }
                     *       ],
                     *       "next": "示例",
                     *       "lastSeq": 1,
                     *       "ackedSeq": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Feed"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postFeedAck: {
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
                    /**
                     * @example {
                     *       "subscription": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "ackedSeq": 1,
                     *       "lastSeq": 1
                     *     }
                     */
                    "application/json": components["schemas"]["FeedAcked"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFeeds: {
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "items": [
                     *             {
                     *               "seq": 1,
                     *               "noticeId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *               "supersededBy": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *               "id": "示例",
                     *               "type": "示例",
                     *               "data": {}
                     *             }
                     *           ],
                     *           "next": "示例",
                     *           "lastSeq": 1,
                     *           "ackedSeq": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Feed"][];
                    };
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putFeedsAgencyCatalogFrequency: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description feed.unknown：没有这个报送项 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteFeedsAgencyCatalogFrequency: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description feed.unknown：没有这个报送项 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postFeedsCatalogZeroReports: {
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
                    /**
                     * @example {
                     *       "agency": "示例",
                     *       "catalog": "示例",
                     *       "periodFrom": "2026-11-24",
                     *       "periodTo": "2026-11-24",
                     *       "note": "示例",
                     *       "goodAt": "2026-11-24T10:00:00+08:00",
                     *       "reportedAt": "2026-11-24T10:00:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["ZeroReport"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；catalog.not-yours：不在本单位归集范围 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.unknown：没有这个目录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；zero-report.period：期间尚未结束；zero-report.batch-under-way：该目录有批次尚未处理完；zero-report.repeated：该期间已作零报告 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFeedsScorecards: {
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
                    /**
                     * @example {
                     *       "month": "示例",
                     *       "items": [
                     *         {
                     *           "agency": "示例",
                     *           "agencyName": "示例",
                     *           "month": "示例",
                     *           "score": 1,
                     *           "parts": {
                     *             "punctuality": 1,
                     *             "acceptance": 1,
                     *             "timeliness": 1,
                     *             "completeness": 1
                     *           },
                     *           "total": {
                     *             "received": 1,
                     *             "accepted": 1,
                     *             "corrected": 1,
                     *             "unchanged": 1,
                     *             "held": 1,
                     *             "rejected": 1,
                     *             "warnings": 1,
                     *             "rejectionRate": 1,
                     *             "zeroReports": 1,
                     *             "lateDays": 1,
                     *             "judgedDays": 1,
                     *             "lateRate": 1,
                     *             "completeness": 1,
                     *             "timed": 1,
                     *             "timely": 1,
                     *             "timelinessRate": 1,
                     *             "isProvisional": true
                     *           },
                     *           "catalogs": [
                     *             {
                     *               "catalog": "示例",
                     *               "catalogName": "示例",
                     *               "received": 1,
                     *               "accepted": 1,
                     *               "corrected": 1,
                     *               "unchanged": 1,
                     *               "held": 1,
                     *               "rejected": 1,
                     *               "warnings": 1,
                     *               "rejectionRate": 1,
                     *               "zeroReports": 1,
                     *               "lateDays": 1,
                     *               "judgedDays": 1,
                     *               "lateRate": 1,
                     *               "completeness": 1,
                     *               "timed": 1,
                     *               "timely": 1,
                     *               "timelinessRate": 1,
                     *               "isProvisional": true
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ScoreCard"][];
                        month: string;
                    };
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFeedsScorecardsXlsx: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postFilesKnowledge: {
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
                 *         "name": "示例便利店"
                 *       },
                 *       "purpose": "commitment",
                 *       "caseNo": "示例",
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
                    /**
                     * @example {
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例",
                     *         "identifiers": [
                     *           {
                     *             "type": "示例",
                     *             "code": "示例"
                     *           }
                     *         ]
                     *       },
                     *       "asOf": "示例",
                     *       "facts": [
                     *         {
                     *           "kind": "record",
                     *           "id": 1,
                     *           "list": "示例",
                     *           "version": 1,
                     *           "state": "示例",
                     *           "class": "示例",
                     *           "documentNo": "示例",
                     *           "authority": "示例",
                     *           "validFrom": "示例",
                     *           "validUntil": "示例",
                     *           "knownFrom": "示例",
                     *           "knownUntil": "示例",
                     *           "broughtBy": {
                     *             "agency": "示例",
                     *             "batchId": "示例",
                     *             "row": 1,
                     *             "by": "示例"
                     *           },
                     *           "seenBy": [
                     *             {
                     *               "how": "check",
                     *               "agency": "示例",
                     *               "by": "示例",
                     *               "at": "示例",
                     *               "no": "示例"
                     *             }
                     *           ],
                     *           "seenCount": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Knowledge"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subject.unknown：没有该主体的信用档案 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postFilesQuery: {
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
                 *         "name": "示例便利店"
                 *       },
                 *       "purpose": "commitment",
                 *       "caseNo": "示例",
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
                    /**
                     * @example {
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例",
                     *         "formerNames": [
                     *           "示例"
                     *         ],
                     *         "identifiers": [
                     *           {
                     *             "type": "示例",
                     *             "code": "示例"
                     *           }
                     *         ],
                     *         "dissolvedOn": "示例"
                     *       },
                     *       "asOf": "示例",
                     *       "records": [
                     *         {
                     *           "id": 1,
                     *           "catalog": "示例",
                     *           "sourceNo": "示例",
                     *           "version": 1,
                     *           "state": "示例",
                     *           "class": "示例",
                     *           "decidedOn": "示例",
                     *           "publishedUntil": "示例",
                     *           "authority": "示例",
                     *           "isDisputed": true,
                     *           "fields": {},
                     *           "validFrom": "示例",
                     *           "validUntil": "示例",
                     *           "provenance": {
                     *             "agency": "示例",
                     *             "batchId": "示例",
                     *             "row": 1,
                     *             "documentNo": "示例",
                     *             "knownFrom": "示例",
                     *             "knownUntil": "示例"
                     *           }
                     *         }
                     *       ],
                     *       "listings": [
                     *         {
                     *           "id": 1,
                     *           "list": "示例",
                     *           "state": "示例",
                     *           "authority": "示例",
                     *           "documentNo": "示例",
                     *           "reason": "示例",
                     *           "listedOn": "示例",
                     *           "dueOn": "示例",
                     *           "endedOn": "示例",
                     *           "isDisputed": true,
                     *           "knownFrom": "示例",
                     *           "validFrom": "示例",
                     *           "validUntil": "示例"
                     *         }
                     *       ],
                     *       "honours": [
                     *         {
                     *           "id": 1,
                     *           "list": "示例",
                     *           "state": "示例",
                     *           "authority": "示例",
                     *           "documentNo": "示例",
                     *           "reason": "示例",
                     *           "listedOn": "示例",
                     *           "dueOn": "示例",
                     *           "endedOn": "示例",
                     *           "isDisputed": true,
                     *           "knownFrom": "示例",
                     *           "validFrom": "示例",
                     *           "validUntil": "示例"
                     *         }
                     *       ],
                     *       "repairs": [
                     *         {
                     *           "id": 1,
                     *           "recordId": 1,
                     *           "listingId": 1,
                     *           "state": "submitted",
                     *           "appliedOn": "示例",
                     *           "dueOn": "示例",
                     *           "restoredOn": "示例"
                     *         }
                     *       ],
                     *       "disputes": [
                     *         {
                     *           "id": 1,
                     *           "recordId": 1,
                     *           "listingId": 1,
                     *           "state": "open",
                     *           "raisedOn": "示例",
                     *           "dueOn": "示例",
                     *           "effect": "delete",
                     *           "note": "示例"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CreditFile"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subject.unknown：没有该主体的信用档案 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteKeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description api-key.unknown：没有这个密钥 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getListings: {
        parameters: {
            query?: {
                after?: string;
                /** @description 此时刻起有变化的 */
                changedSince?: string;
                limit?: number;
                /** @description 名单（目录代码） */
                list?: string;
                /** @description 与 state=notified 同用；true：只看逾期未作决定的 */
                overdue?: "true" | "false";
                /** @description 查询自然人名单的用途 */
                purpose?: string;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "list": "示例",
                     *           "kind": "severe",
                     *           "state": "notified",
                     *           "subject": {
                     *             "subjectKind": "示例",
                     *             "subjectName": "示例",
                     *             "uscc": "示例",
                     *             "maskedCode": "示例"
                     *           },
                     *           "region": "示例",
                     *           "authority": "示例",
                     *           "documentNo": "示例",
                     *           "reason": "示例",
                     *           "listedOn": "2026-11-24",
                     *           "dueOn": "2026-11-24",
                     *           "measuresUntil": "2026-11-24",
                     *           "measuresEndedOn": "2026-11-24",
                     *           "endedOn": "2026-11-24",
                     *           "endGround": "示例",
                     *           "disputed": true,
                     *           "version": 1,
                     *           "changedAt": "2026-11-24T10:00:00+08:00",
                     *           "priorNotice": {
                     *             "documentNo": "示例",
                     *             "basis": "示例",
                     *             "notifiedOn": "2026-11-24",
                     *             "statementsUntil": {
                     *               "on": "2026-11-24",
                     *               "workingDays": 1,
                     *               "provisional": true,
                     *               "over": true
                     *             },
                     *             "statements": [
                     *               {
                     *                 "heardOn": "2026-11-24",
                     *                 "statement": "示例",
                     *                 "result": "upheld",
                     *                 "finding": "示例"
                     *               }
                     *             ],
                     *             "decideBy": "2026-11-24",
                     *             "overdue": true
                     *           }
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Listing"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；listing.purpose-required：查询自然人名单须说明用途 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postListingsIdExtensions: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "list": "示例",
                     *       "state": "notified",
                     *       "listedOn": "2026-11-24",
                     *       "dueOn": "2026-11-24",
                     *       "measuresUntil": "2026-11-24",
                     *       "endedOn": "2026-11-24",
                     *       "endGround": "示例",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DecidedListing"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；listing.not-authority：非认定单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description listing.unknown：没有这条名单记录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；listing.wrong-stage：名单状态不允许该操作；listing.stale：名单已被他人更改；listing.not-longer：没有比现期限更长 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；listing.not-extendable：期限不得这样延长 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postListingsIdRemovals: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ground": "已履行行政处罚决定并消除不良影响，提前移出",
                 *       "documentNo": "示市监移〔2026〕3号",
                 *       "version": 1
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "list": "示例",
                     *       "state": "notified",
                     *       "listedOn": "2026-11-24",
                     *       "dueOn": "2026-11-24",
                     *       "measuresUntil": "2026-11-24",
                     *       "endedOn": "2026-11-24",
                     *       "endGround": "示例",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DecidedListing"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；listing.not-authority：非认定单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description listing.unknown：没有这条名单记录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；listing.wrong-stage：名单状态不允许该操作；listing.stale：名单已被他人更改 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；listing.too-early：未满最短列入期限 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postListingsIdRestorations: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "list": "示例",
                     *       "state": "notified",
                     *       "listedOn": "2026-11-24",
                     *       "dueOn": "2026-11-24",
                     *       "measuresUntil": "2026-11-24",
                     *       "endedOn": "2026-11-24",
                     *       "endGround": "示例",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DecidedListing"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；listing.not-authority：非认定单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description listing.unknown：没有这条名单记录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；listing.wrong-stage：名单状态不允许该操作；listing.stale：名单已被他人更改 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postListingsIdRevocations: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "list": "示例",
                     *       "state": "notified",
                     *       "listedOn": "2026-11-24",
                     *       "dueOn": "2026-11-24",
                     *       "measuresUntil": "2026-11-24",
                     *       "endedOn": "2026-11-24",
                     *       "endGround": "示例",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DecidedListing"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；listing.not-authority：非认定单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description listing.unknown：没有这条名单记录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；listing.wrong-stage：名单状态不允许该操作；listing.stale：名单已被他人更改 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postListingsIdStatements: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "list": "示例",
                     *       "kind": "severe",
                     *       "state": "notified",
                     *       "subject": {
                     *         "subjectKind": "示例",
                     *         "subjectName": "示例",
                     *         "uscc": "示例",
                     *         "maskedCode": "示例"
                     *       },
                     *       "region": "示例",
                     *       "authority": "示例",
                     *       "documentNo": "示例",
                     *       "reason": "示例",
                     *       "listedOn": "2026-11-24",
                     *       "dueOn": "2026-11-24",
                     *       "measuresUntil": "2026-11-24",
                     *       "measuresEndedOn": "2026-11-24",
                     *       "endedOn": "2026-11-24",
                     *       "endGround": "示例",
                     *       "disputed": true,
                     *       "version": 1,
                     *       "changedAt": "2026-11-24T10:00:00+08:00",
                     *       "priorNotice": {
                     *         "documentNo": "示例",
                     *         "basis": "示例",
                     *         "notifiedOn": "2026-11-24",
                     *         "statementsUntil": {
                     *           "on": "2026-11-24",
                     *           "workingDays": 1,
                     *           "provisional": true,
                     *           "over": true
                     *         },
                     *         "statements": [
                     *           {
                     *             "heardOn": "2026-11-24",
                     *             "statement": "示例",
                     *             "result": "upheld",
                     *             "finding": "示例"
                     *           }
                     *         ],
                     *         "decideBy": "2026-11-24",
                     *         "overdue": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Listing"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；listing.not-authority：非认定单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description listing.unknown：没有这条名单记录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；listing.wrong-stage：名单状态不允许该操作 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMatterEditions: {
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "no": 1,
                     *           "name": "示例",
                     *           "publishedOn": "示例",
                     *           "counts": {
                     *             "added": 1,
                     *             "changed": 1,
                     *             "removed": 1
                     *           },
                     *           "byName": "示例"
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["MatterEdition"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMatterEditions: {
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
                /**
                 * @example [
                 *       {}
                 *     ]
                 */
                "application/json": Record<string, never>[];
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                "multipart/form-data": {
                    /** Format: binary */
                    file?: Blob;
                };
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
                    /**
                     * @example {
                     *       "mode": "append",
                     *       "edition": 1,
                     *       "counts": {
                     *         "rows": 1,
                     *         "added": 1,
                     *         "changed": 1,
                     *         "unchanged": 1,
                     *         "removed": 1,
                     *         "rejected": 1,
                     *         "warned": 1
                     *       },
                     *       "errors": [
                     *         {
                     *           "row": 1,
                     *           "verdict": "rejected",
                     *           "errors": [
                     *             {
                     *               "column": "示例",
                     *               "code": "示例",
                     *               "message": "示例"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MatterImport"];
                };
            };
            /** @description request.invalid：请求格式不符；batch.upload-broken：上传中断 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.too-large：文件过大 */
            413: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description batch.format：无法识别的文件格式 */
            415: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；batch.archive：压缩包不可用；batch.header：表头不符；batch.empty：文件没有数据行；batch.encoding：文件编码无法识别；batch.unreadable：文件无法读取；batch.bomb：压缩文件异常膨胀 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate.limited：请求过于频繁 */
            429: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMatters: {
        parameters: {
            query?: {
                after?: string;
                /** @description 实施部门名称中的文字 */
                department?: string;
                kind?: "proof" | "licence";
                limit?: number;
                /** @description retained 保留、cancelled 取消、commitment 适用告知承诺 */
                list?: "retained" | "cancelled" | "commitment";
                /** @description 事项代码、名称或实施部门中的文字 */
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "示例",
                     *           "name": "示例",
                     *           "department": "示例",
                     *           "basis": "示例",
                     *           "isCommitmentAllowed": true,
                     *           "riskClass": "示例",
                     *           "list": "retained",
                     *           "kind": "proof",
                     *           "issuingUnit": "示例",
                     *           "replacement": "commitment",
                     *           "edition": 1
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Matter"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMattersCode: {
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
                    /**
                     * @example {
                     *       "code": "示例",
                     *       "name": "示例",
                     *       "department": "示例",
                     *       "basis": "示例",
                     *       "isCommitmentAllowed": true,
                     *       "riskClass": "示例",
                     *       "list": "retained",
                     *       "kind": "proof",
                     *       "issuingUnit": "示例",
                     *       "replacement": "commitment",
                     *       "edition": 1,
                     *       "noticeText": "示例",
                     *       "commitmentText": "示例",
                     *       "versions": [
                     *         {
                     *           "edition": 1,
                     *           "name": "示例",
                     *           "publishedOn": "示例",
                     *           "list": "retained"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MatterDetail"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description matter.unknown：没有这个事项 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMattersTemplateCsv: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMattersTemplateXlsx: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeasures: {
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "示例",
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
                     *           "edition": 1,
                     *           "validFrom": "示例",
                     *           "validUntil": "示例"
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Measure"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeasures: {
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
                 *       "edition": 2025,
                 *       "validFrom": "2026-11-24",
                 *       "source": "示例",
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
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["MeasureEditionIn"];
            };
        };
        responses: {
            /** @description 已载入 */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "edition": 1,
                     *       "validFrom": "示例",
                     *       "source": "示例",
                     *       "count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MeasureEdition"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；measure.edition-loaded：该版措施清单已载入 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；measure.list-unknown：措施清单中有不认识的名单 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNotices: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                list?: string;
                subscription?: string;
                type?: string;
                /** @description 只看未签收的解除通知 */
                unconfirmed?: "true" | "false";
                /** @description 只看未读 */
                unread?: "true" | "false";
                /** @description 只看未签收 */
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "subscriptionId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "seq": 1,
                     *           "subjectSeq": 1,
                     *           "type": "示例",
                     *           "initial": true,
                     *           "list": "示例",
                     *           "state": "示例",
                     *           "subjectKind": "示例",
                     *           "subjectName": "示例",
                     *           "uscc": "示例",
                     *           "maskedCode": "示例",
                     *           "authority": "示例",
                     *           "documentNo": "示例",
                     *           "reason": "示例",
                     *           "listedOn": "示例",
                     *           "dueOn": "示例",
                     *           "endedOn": "示例",
                     *           "measures": [
                     *             "示例"
                     *           ],
                     *           "supersededBy": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "deliveryId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "deliveryState": "示例",
                     *           "readAt": "示例",
                     *           "signedAt": "示例",
                     *           "signedBy": "示例",
                     *           "needsReceipt": true,
                     *           "confirmed": true,
                     *           "execution": "waiting",
                     *           "feedback": [
                     *             {
                     *               "measure": "示例",
                     *               "result": "示例",
                     *               "at": "示例",
                     *               "corrected": true
                     *             }
                     *           ],
                     *           "createdAt": "示例"
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Notice"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNoticesXlsx: {
        parameters: {
            query?: {
                list?: string;
                subscription?: string;
                type?: string;
                /** @description 只看未签收的解除通知 */
                unconfirmed?: "true" | "false";
                /** @description 只看未读 */
                unread?: "true" | "false";
                /** @description 只看未签收 */
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；notice.too-many：通知过多，无法一次下载 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNoticesIdFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "list": "示例",
                     *       "incentive": true,
                     *       "subjectKind": "示例",
                     *       "subjectName": "示例",
                     *       "code": "示例",
                     *       "listingId": 1,
                     *       "items": [
                     *         {
                     *           "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "noticeId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "measure": "示例",
                     *           "result": "示例",
                     *           "executedOn": "示例",
                     *           "documentNo": "示例",
                     *           "content": "示例",
                     *           "amount": "示例",
                     *           "reason": "示例",
                     *           "note": "示例",
                     *           "agency": "示例",
                     *           "by": "示例",
                     *           "at": "示例",
                     *           "supersedes": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "supersededBy": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FeedbackList"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description notice.unknown：没有这条通知 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postNoticesIdFeedback: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "noticeId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "measure": "示例",
                     *       "result": "示例",
                     *       "executedOn": "示例",
                     *       "documentNo": "示例",
                     *       "content": "示例",
                     *       "amount": "示例",
                     *       "reason": "示例",
                     *       "note": "示例",
                     *       "agency": "示例",
                     *       "by": "示例",
                     *       "at": "示例",
                     *       "supersedes": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "supersededBy": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77"
                     *     }
                     */
                    "application/json": components["schemas"]["Feedback"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description notice.unknown：没有这条通知 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；notice.superseded：该通知已被新通知替代 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；feedback.measure：不是该通知要求的措施；feedback.reason-required：未执行须说明原因；feedback.future：执行日期晚于今天；feedback.of-lift：移出通知不再执行措施；feedback.after-lift：主体已移出名单，不得再执行；feedback.nothing-to-release：该措施尚无可解除的执行 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postNoticesIdIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "noticeId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "name": "示例",
                     *       "type": "示例",
                     *       "code": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["Identity"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；notice.not-asked：该通知未要求本单位执行措施 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description notice.unknown：没有这条通知 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description notice.not-a-person：该通知主体不是自然人 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postNoticesIdReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "signedAt": "示例",
                     *       "signedBy": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description notice.unknown：没有这条通知 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description notice.superseded：该通知已被新通知替代 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postNoticesReceipts: {
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
                    /**
                     * @example {
                     *       "signed": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Receipts"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPriorNotices: {
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "list": "示例",
                     *       "kind": "severe",
                     *       "state": "notified",
                     *       "subject": {
                     *         "subjectKind": "示例",
                     *         "subjectName": "示例",
                     *         "uscc": "示例",
                     *         "maskedCode": "示例"
                     *       },
                     *       "region": "示例",
                     *       "authority": "示例",
                     *       "documentNo": "示例",
                     *       "reason": "示例",
                     *       "listedOn": "2026-11-24",
                     *       "dueOn": "2026-11-24",
                     *       "measuresUntil": "2026-11-24",
                     *       "measuresEndedOn": "2026-11-24",
                     *       "endedOn": "2026-11-24",
                     *       "endGround": "示例",
                     *       "disputed": true,
                     *       "version": 1,
                     *       "changedAt": "2026-11-24T10:00:00+08:00",
                     *       "priorNotice": {
                     *         "documentNo": "示例",
                     *         "basis": "示例",
                     *         "notifiedOn": "2026-11-24",
                     *         "statementsUntil": {
                     *           "on": "2026-11-24",
                     *           "workingDays": 1,
                     *           "provisional": true,
                     *           "over": true
                     *         },
                     *         "statements": [
                     *           {
                     *             "heardOn": "2026-11-24",
                     *             "statement": "示例",
                     *             "result": "upheld",
                     *             "finding": "示例"
                     *           }
                     *         ],
                     *         "decideBy": "2026-11-24",
                     *         "overdue": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Listing"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；catalog.not-yours：不在本单位归集范围；listing.not-authority：非认定单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.unknown：没有这个目录；feed.unknown：没有这个报送项 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；listing.already-listed：该主体已被本单位列入该名单；listing.already-notified：该主体已被告知、尚未决定 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规；listing.not-severe：不是严重失信主体名单 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecords: {
        parameters: {
            query: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "catalog": "示例",
                     *           "sourceNo": "示例",
                     *           "agency": "示例",
                     *           "subject": {
                     *             "kind": "示例",
                     *             "name": "示例"
                     *           },
                     *           "state": "held",
                     *           "version": 1,
                     *           "class": "minor",
                     *           "documentNo": "示例",
                     *           "authorityName": "示例",
                     *           "authorityUscc": "示例",
                     *           "decidedOn": "2026-11-24",
                     *           "publishedUntil": "2026-11-24",
                     *           "retainedUntil": "2026-11-24",
                     *           "fields": {},
                     *           "holdCode": "示例",
                     *           "disputed": true,
                     *           "uncorrected": true,
                     *           "publicityHeldOn": "2026-11-24",
                     *           "batch": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "row": 1,
                     *           "knownFrom": "2026-11-24T10:00:00+08:00"
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Record"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordsCatalogSourceNo: {
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "catalog": "示例",
                     *       "sourceNo": "示例",
                     *       "agency": "示例",
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "state": "held",
                     *       "version": 1,
                     *       "class": "minor",
                     *       "documentNo": "示例",
                     *       "authorityName": "示例",
                     *       "authorityUscc": "示例",
                     *       "decidedOn": "2026-11-24",
                     *       "publishedUntil": "2026-11-24",
                     *       "retainedUntil": "2026-11-24",
                     *       "fields": {},
                     *       "holdCode": "示例",
                     *       "disputed": true,
                     *       "uncorrected": true,
                     *       "publicityHeldOn": "2026-11-24",
                     *       "batch": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "row": 1,
                     *       "knownFrom": "2026-11-24T10:00:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.unknown：没有这条记录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putRecordsCatalogSourceNo: {
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "catalog": "示例",
                     *       "sourceNo": "示例",
                     *       "agency": "示例",
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "state": "held",
                     *       "version": 1,
                     *       "class": "minor",
                     *       "documentNo": "示例",
                     *       "authorityName": "示例",
                     *       "authorityUscc": "示例",
                     *       "decidedOn": "2026-11-24",
                     *       "publishedUntil": "2026-11-24",
                     *       "retainedUntil": "2026-11-24",
                     *       "fields": {},
                     *       "holdCode": "示例",
                     *       "disputed": true,
                     *       "uncorrected": true,
                     *       "publicityHeldOn": "2026-11-24",
                     *       "batch": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "row": 1,
                     *       "knownFrom": "2026-11-24T10:00:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "catalog": "示例",
                     *       "sourceNo": "示例",
                     *       "agency": "示例",
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "state": "held",
                     *       "version": 1,
                     *       "class": "minor",
                     *       "documentNo": "示例",
                     *       "authorityName": "示例",
                     *       "authorityUscc": "示例",
                     *       "decidedOn": "2026-11-24",
                     *       "publishedUntil": "2026-11-24",
                     *       "retainedUntil": "2026-11-24",
                     *       "fields": {},
                     *       "holdCode": "示例",
                     *       "disputed": true,
                     *       "uncorrected": true,
                     *       "publicityHeldOn": "2026-11-24",
                     *       "batch": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "row": 1,
                     *       "knownFrom": "2026-11-24T10:00:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；catalog.not-yours：不在本单位归集范围 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description catalog.unknown：没有这个目录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.stale：记录已被他人更改 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.precondition：版本不一致 */
            412: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；record.rejected：记录未通过校验 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.precondition-required：缺少 If-Match */
            428: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRecordsCatalogSourceNo: {
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "catalog": "示例",
                     *       "sourceNo": "示例",
                     *       "agency": "示例",
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "state": "held",
                     *       "version": 1,
                     *       "class": "minor",
                     *       "documentNo": "示例",
                     *       "authorityName": "示例",
                     *       "authorityUscc": "示例",
                     *       "decidedOn": "2026-11-24",
                     *       "publishedUntil": "2026-11-24",
                     *       "retainedUntil": "2026-11-24",
                     *       "fields": {},
                     *       "holdCode": "示例",
                     *       "disputed": true,
                     *       "uncorrected": true,
                     *       "publicityHeldOn": "2026-11-24",
                     *       "batch": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "row": 1,
                     *       "knownFrom": "2026-11-24T10:00:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.unknown：没有这条记录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.precondition：版本不一致 */
            412: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRecordsIdAdmit: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已收录的记录 */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "catalog": "示例",
                     *       "sourceNo": "示例",
                     *       "agency": "示例",
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "state": "held",
                     *       "version": 1,
                     *       "class": "minor",
                     *       "documentNo": "示例",
                     *       "authorityName": "示例",
                     *       "authorityUscc": "示例",
                     *       "decidedOn": "2026-11-24",
                     *       "publishedUntil": "2026-11-24",
                     *       "retainedUntil": "2026-11-24",
                     *       "fields": {},
                     *       "holdCode": "示例",
                     *       "disputed": true,
                     *       "uncorrected": true,
                     *       "publicityHeldOn": "2026-11-24",
                     *       "batch": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "row": 1,
                     *       "knownFrom": "2026-11-24T10:00:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.unknown：没有这条记录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRecordsIdCorrected: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "catalog": "示例",
                     *       "sourceNo": "示例",
                     *       "agency": "示例",
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "state": "held",
                     *       "version": 1,
                     *       "class": "minor",
                     *       "documentNo": "示例",
                     *       "authorityName": "示例",
                     *       "authorityUscc": "示例",
                     *       "decidedOn": "2026-11-24",
                     *       "publishedUntil": "2026-11-24",
                     *       "retainedUntil": "2026-11-24",
                     *       "fields": {},
                     *       "holdCode": "示例",
                     *       "disputed": true,
                     *       "uncorrected": true,
                     *       "publicityHeldOn": "2026-11-24",
                     *       "batch": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "row": 1,
                     *       "knownFrom": "2026-11-24T10:00:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.unknown：没有这条记录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.wrong-stage：记录所处状态不允许该操作；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRecordsIdRefuse: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "catalog": "示例",
                     *       "sourceNo": "示例",
                     *       "agency": "示例",
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "state": "held",
                     *       "version": 1,
                     *       "class": "minor",
                     *       "documentNo": "示例",
                     *       "authorityName": "示例",
                     *       "authorityUscc": "示例",
                     *       "decidedOn": "2026-11-24",
                     *       "publishedUntil": "2026-11-24",
                     *       "retainedUntil": "2026-11-24",
                     *       "fields": {},
                     *       "holdCode": "示例",
                     *       "disputed": true,
                     *       "uncorrected": true,
                     *       "publicityHeldOn": "2026-11-24",
                     *       "batch": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "row": 1,
                     *       "knownFrom": "2026-11-24T10:00:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.unknown：没有这条记录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRecordsIdUncorrected: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "catalog": "示例",
                     *       "sourceNo": "示例",
                     *       "agency": "示例",
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "state": "held",
                     *       "version": 1,
                     *       "class": "minor",
                     *       "documentNo": "示例",
                     *       "authorityName": "示例",
                     *       "authorityUscc": "示例",
                     *       "decidedOn": "2026-11-24",
                     *       "publishedUntil": "2026-11-24",
                     *       "retainedUntil": "2026-11-24",
                     *       "fields": {},
                     *       "holdCode": "示例",
                     *       "disputed": true,
                     *       "uncorrected": true,
                     *       "publicityHeldOn": "2026-11-24",
                     *       "batch": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "row": 1,
                     *       "knownFrom": "2026-11-24T10:00:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.unknown：没有这条记录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description record.wrong-stage：记录所处状态不允许该操作；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRecordsArchivedQuery: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                 *         "code": "92440300MA5EXMPX83",
                 *         "name": "示例便利店"
                 *       },
                 *       "purpose": "commitment",
                 *       "caseNo": "示例"
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "catalog": "示例",
                     *           "sourceNo": "示例",
                     *           "subject": {
                     *             "kind": "示例",
                     *             "name": "示例",
                     *             "identifiers": [
                     *               {
                     *                 "type": "示例",
                     *                 "code": "示例"
                     *               }
                     *             ]
                     *           },
                     *           "authority": "示例",
                     *           "documentNo": "示例",
                     *           "class": "示例",
                     *           "decidedOn": "示例",
                     *           "publishedUntil": "示例",
                     *           "retainedUntil": "示例",
                     *           "archivedAt": "示例",
                     *           "archivedBecause": {
                     *             "text": "示例",
                     *             "setting": "示例",
                     *             "basis": "示例"
                     *           },
                     *           "fields": {},
                     *           "provenance": {
                     *             "agency": "示例",
                     *             "batchId": "示例",
                     *             "row": 1
                     *           },
                     *           "versions": [
                     *             {
                     *               "version": 1,
                     *               "state": "示例",
                     *               "class": "示例",
                     *               "documentNo": "示例",
                     *               "decidedOn": "示例",
                     *               "publishedUntil": "示例",
                     *               "fields": {},
                     *               "knownFrom": "示例",
                     *               "knownUntil": "示例"
                     *             }
                     *           ],
                     *           "listing": {
                     *             "id": 1,
                     *             "list": "示例",
                     *             "state": "示例",
                     *             "authority": "示例",
                     *             "documentNo": "示例",
                     *             "reason": "示例",
                     *             "listedOn": "示例",
                     *             "dueOn": "示例",
                     *             "endedOn": "示例",
                     *             "endGround": "示例",
                     *             "steps": [
                     *               {
                     *                 "step": "示例",
                     *                 "on": "示例",
                     *                 "at": "示例",
                     *                 "ground": "示例",
                     *                 "by": "示例"
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ArchivedRecord"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subject.unknown：没有该主体的信用档案；record.not-archived：归档中没有这条记录 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRepairs: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "state": "submitted",
                     *           "target": {
                     *             "listing": 1,
                     *             "record": 1,
                     *             "catalog": "示例",
                     *             "documentNo": "示例",
                     *             "authority": "示例"
                     *           },
                     *           "subject": {
                     *             "kind": "示例",
                     *             "name": "示例"
                     *           },
                     *           "applicant": "subject",
                     *           "appliedBy": "示例",
                     *           "appliedOn": "2026-11-24",
                     *           "reason": "示例",
                     *           "class": "minor",
                     *           "rule": {
                     *             "no": 1,
                     *             "name": "示例",
                     *             "basis": "示例"
                     *           },
                     *           "possibleFrom": "2026-11-24",
                     *           "materials": [
                     *             {
                     *               "code": "示例",
                     *               "name": "示例",
                     *               "received": true
                     *             }
                     *           ],
                     *           "extended": true,
                     *           "due": {
                     *             "on": "2026-11-24",
                     *             "workingDays": 1,
                     *             "from": "2026-11-24",
                     *             "provisional": true,
                     *             "overdue": true
                     *           },
                     *           "grantedAt": "示例",
                     *           "awaiting": [
                     *             "示例"
                     *           ],
                     *           "restoredOn": "2026-11-24",
                     *           "remedy": "示例"
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RepairLine"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRepairs: {
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
                 *         "name": "示例便利店"
                 *       },
                 *       "purpose": "own-request",
                 *       "caseNo": "示例",
                 *       "reason": "已缴清罚款并完成整改",
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "submitted",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "appliedBy": "示例",
                     *       "appliedOn": "2026-11-24",
                     *       "reason": "示例",
                     *       "class": "minor",
                     *       "rule": {
                     *         "no": 1,
                     *         "name": "示例",
                     *         "basis": "示例"
                     *       },
                     *       "possibleFrom": "2026-11-24",
                     *       "materials": [
                     *         {
                     *           "code": "示例",
                     *           "name": "示例",
                     *           "received": true
                     *         }
                     *       ],
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "grantedAt": "示例",
                     *       "awaiting": [
                     *         "示例"
                     *       ],
                     *       "restoredOn": "2026-11-24",
                     *       "remedy": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description case.target-unknown：没有这条可办理的信息 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；repair.open：已有办理中的修复申请 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；case.subject-required：须填写申请人证件；subject.identifier：主体标识不合规；repair.not-repairable：该信息不适用信用修复；repair.too-early：最短公示期未满；repair.barred：限制期内不得再次申请 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRepairsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "submitted",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "appliedBy": "示例",
                     *       "appliedOn": "2026-11-24",
                     *       "reason": "示例",
                     *       "class": "minor",
                     *       "rule": {
                     *         "no": 1,
                     *         "name": "示例",
                     *         "basis": "示例"
                     *       },
                     *       "possibleFrom": "2026-11-24",
                     *       "materials": [
                     *         {
                     *           "code": "示例",
                     *           "name": "示例",
                     *           "received": true
                     *         }
                     *       ],
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "grantedAt": "示例",
                     *       "awaiting": [
                     *         "示例"
                     *       ],
                     *       "restoredOn": "2026-11-24",
                     *       "remedy": "示例",
                     *       "steps": [
                     *         {
                     *           "step": "示例",
                     *           "from": "示例",
                     *           "to": "示例",
                     *           "reason": "示例",
                     *           "documentNo": "示例",
                     *           "agency": "示例",
                     *           "by": "示例",
                     *           "at": "示例"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Repair"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.unknown：没有这件修复案件 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRepairsIdAccept: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "submitted",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "appliedBy": "示例",
                     *       "appliedOn": "2026-11-24",
                     *       "reason": "示例",
                     *       "class": "minor",
                     *       "rule": {
                     *         "no": 1,
                     *         "name": "示例",
                     *         "basis": "示例"
                     *       },
                     *       "possibleFrom": "2026-11-24",
                     *       "materials": [
                     *         {
                     *           "code": "示例",
                     *           "name": "示例",
                     *           "received": true
                     *         }
                     *       ],
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "grantedAt": "示例",
                     *       "awaiting": [
                     *         "示例"
                     *       ],
                     *       "restoredOn": "2026-11-24",
                     *       "remedy": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位；case.not-applicant：非申请经办单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.unknown：没有这件修复案件 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.wrong-stage：案件状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；listing.wrong-stage：名单状态不允许该操作；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；repair.materials-missing：修复材料不齐 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRepairsIdExtend: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "submitted",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "appliedBy": "示例",
                     *       "appliedOn": "2026-11-24",
                     *       "reason": "示例",
                     *       "class": "minor",
                     *       "rule": {
                     *         "no": 1,
                     *         "name": "示例",
                     *         "basis": "示例"
                     *       },
                     *       "possibleFrom": "2026-11-24",
                     *       "materials": [
                     *         {
                     *           "code": "示例",
                     *           "name": "示例",
                     *           "received": true
                     *         }
                     *       ],
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "grantedAt": "示例",
                     *       "awaiting": [
                     *         "示例"
                     *       ],
                     *       "restoredOn": "2026-11-24",
                     *       "remedy": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位；case.not-applicant：非申请经办单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.unknown：没有这件修复案件 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.wrong-stage：案件状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；listing.wrong-stage：名单状态不允许该操作；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；repair.materials-missing：修复材料不齐 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRepairsIdGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "submitted",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "appliedBy": "示例",
                     *       "appliedOn": "2026-11-24",
                     *       "reason": "示例",
                     *       "class": "minor",
                     *       "rule": {
                     *         "no": 1,
                     *         "name": "示例",
                     *         "basis": "示例"
                     *       },
                     *       "possibleFrom": "2026-11-24",
                     *       "materials": [
                     *         {
                     *           "code": "示例",
                     *           "name": "示例",
                     *           "received": true
                     *         }
                     *       ],
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "grantedAt": "示例",
                     *       "awaiting": [
                     *         "示例"
                     *       ],
                     *       "restoredOn": "2026-11-24",
                     *       "remedy": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位；case.not-applicant：非申请经办单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.unknown：没有这件修复案件 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.wrong-stage：案件状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；listing.wrong-stage：名单状态不允许该操作；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；repair.materials-missing：修复材料不齐 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRepairsIdRefuse: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "submitted",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "appliedBy": "示例",
                     *       "appliedOn": "2026-11-24",
                     *       "reason": "示例",
                     *       "class": "minor",
                     *       "rule": {
                     *         "no": 1,
                     *         "name": "示例",
                     *         "basis": "示例"
                     *       },
                     *       "possibleFrom": "2026-11-24",
                     *       "materials": [
                     *         {
                     *           "code": "示例",
                     *           "name": "示例",
                     *           "received": true
                     *         }
                     *       ],
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "grantedAt": "示例",
                     *       "awaiting": [
                     *         "示例"
                     *       ],
                     *       "restoredOn": "2026-11-24",
                     *       "remedy": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位；case.not-applicant：非申请经办单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.unknown：没有这件修复案件 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.wrong-stage：案件状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；listing.wrong-stage：名单状态不允许该操作；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；repair.materials-missing：修复材料不齐 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRepairsIdReject: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "submitted",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "appliedBy": "示例",
                     *       "appliedOn": "2026-11-24",
                     *       "reason": "示例",
                     *       "class": "minor",
                     *       "rule": {
                     *         "no": 1,
                     *         "name": "示例",
                     *         "basis": "示例"
                     *       },
                     *       "possibleFrom": "2026-11-24",
                     *       "materials": [
                     *         {
                     *           "code": "示例",
                     *           "name": "示例",
                     *           "received": true
                     *         }
                     *       ],
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "grantedAt": "示例",
                     *       "awaiting": [
                     *         "示例"
                     *       ],
                     *       "restoredOn": "2026-11-24",
                     *       "remedy": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位；case.not-applicant：非申请经办单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.unknown：没有这件修复案件 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.wrong-stage：案件状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；listing.wrong-stage：名单状态不允许该操作；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；repair.materials-missing：修复材料不齐 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRepairsIdRestore: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "submitted",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "appliedBy": "示例",
                     *       "appliedOn": "2026-11-24",
                     *       "reason": "示例",
                     *       "class": "minor",
                     *       "rule": {
                     *         "no": 1,
                     *         "name": "示例",
                     *         "basis": "示例"
                     *       },
                     *       "possibleFrom": "2026-11-24",
                     *       "materials": [
                     *         {
                     *           "code": "示例",
                     *           "name": "示例",
                     *           "received": true
                     *         }
                     *       ],
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "grantedAt": "示例",
                     *       "awaiting": [
                     *         "示例"
                     *       ],
                     *       "restoredOn": "2026-11-24",
                     *       "remedy": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位；case.not-applicant：非申请经办单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.unknown：没有这件修复案件 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.wrong-stage：案件状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；listing.wrong-stage：名单状态不允许该操作；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；repair.materials-missing：修复材料不齐 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRepairsIdSupply: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "submitted",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "appliedBy": "示例",
                     *       "appliedOn": "2026-11-24",
                     *       "reason": "示例",
                     *       "class": "minor",
                     *       "rule": {
                     *         "no": 1,
                     *         "name": "示例",
                     *         "basis": "示例"
                     *       },
                     *       "possibleFrom": "2026-11-24",
                     *       "materials": [
                     *         {
                     *           "code": "示例",
                     *           "name": "示例",
                     *           "received": true
                     *         }
                     *       ],
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "grantedAt": "示例",
                     *       "awaiting": [
                     *         "示例"
                     *       ],
                     *       "restoredOn": "2026-11-24",
                     *       "remedy": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位；case.not-applicant：非申请经办单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.unknown：没有这件修复案件 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.wrong-stage：案件状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；listing.wrong-stage：名单状态不允许该操作；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；repair.materials-missing：修复材料不齐 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRepairsIdWithdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "submitted",
                     *       "target": {
                     *         "listing": 1,
                     *         "record": 1,
                     *         "catalog": "示例",
                     *         "documentNo": "示例",
                     *         "authority": "示例"
                     *       },
                     *       "subject": {
                     *         "kind": "示例",
                     *         "name": "示例"
                     *       },
                     *       "applicant": "subject",
                     *       "appliedBy": "示例",
                     *       "appliedOn": "2026-11-24",
                     *       "reason": "示例",
                     *       "class": "minor",
                     *       "rule": {
                     *         "no": 1,
                     *         "name": "示例",
                     *         "basis": "示例"
                     *       },
                     *       "possibleFrom": "2026-11-24",
                     *       "materials": [
                     *         {
                     *           "code": "示例",
                     *           "name": "示例",
                     *           "received": true
                     *         }
                     *       ],
                     *       "extended": true,
                     *       "due": {
                     *         "on": "2026-11-24",
                     *         "workingDays": 1,
                     *         "from": "2026-11-24",
                     *         "provisional": true,
                     *         "overdue": true
                     *       },
                     *       "grantedAt": "示例",
                     *       "awaiting": [
                     *         "示例"
                     *       ],
                     *       "restoredOn": "2026-11-24",
                     *       "remedy": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["RepairLine"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；case.not-authority：非认定单位；case.not-applicant：非申请经办单位 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.unknown：没有这件修复案件 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description repair.wrong-stage：案件状态不允许该操作；record.wrong-stage：记录所处状态不允许该操作；record.stale：记录已被他人更改；listing.wrong-stage：名单状态不允许该操作；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；repair.materials-missing：修复材料不齐 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReports: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "no": "BG20261124-7K3M9Q2A",
                     *           "madeAt": "2026-11-24T10:00:00+08:00",
                     *           "agency": "示例",
                     *           "purpose": "commitment",
                     *           "caseNo": "示例",
                     *           "subjectName": "示例"
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["ReportList"];
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postReports: {
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
                 *         "name": "示例便利店"
                 *       },
                 *       "purpose": "commitment",
                 *       "caseNo": "BJ-2026-000123"
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
                    /**
                     * @example {
                     *       "no": "BG20261124-7K3M9Q2A",
                     *       "madeAt": "2026-11-24T10:00:00+08:00",
                     *       "dataVersion": "20261124020000-5f0c1a7be2d4",
                     *       "verifyUrl": "https://receiver.example.gov.cn/credit"
                     *     }
                     */
                    "application/json": components["schemas"]["ReportMade"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；subject.identifier：主体标识不合规 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReportsNo: {
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
                    /**
                     * @example {
                     *       "no": "BG20261124-7K3M9Q2A",
                     *       "madeAt": "2026-11-24T10:00:00+08:00",
                     *       "dataVersion": "20261124020000-5f0c1a7be2d4",
                     *       "verifyUrl": "https://receiver.example.gov.cn/credit",
                     *       "agency": "示例",
                     *       "purpose": "commitment",
                     *       "caseNo": "示例",
                     *       "subject": {
                     *         "isKnown": true,
                     *         "kind": "示例",
                     *         "name": "示例",
                     *         "formerNames": [
                     *           "示例"
                     *         ],
                     *         "identifiers": [
                     *           {
                     *             "type": "uscc",
                     *             "code": "示例"
                     *           }
                     *         ],
                     *         "dissolvedOn": "示例"
                     *       },
                     *       "sections": [
                     *         {
                     *           "no": 1,
                     *           "name": "示例",
                     *           "items": [
                     *             {
                     *               "recordId": 1,
                     *               "catalog": "示例",
                     *               "catalogName": "示例",
                     *               "authority": "示例",
                     *               "documentNo": "示例",
                     *               "decidedOn": "示例",
                     *               "until": "示例",
                     *               "isListed": true,
                     *               "isDisputed": true,
                     *               "lines": [
                     *                 {
                     *                   "label": "示例",
                     *                   "text": "示例"
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "repairs": [
                     *         {
                     *           "id": 1,
                     *           "recordId": 1,
                     *           "state": "submitted",
                     *           "appliedOn": "示例",
                     *           "dueOn": "示例"
                     *         }
                     *       ],
                     *       "disputes": [
                     *         {
                     *           "id": 1,
                     *           "recordId": 1,
                     *           "state": "open",
                     *           "raisedOn": "示例",
                     *           "effect": "delete",
                     *           "note": "示例"
                     *         }
                     *       ],
                     *       "notified": [
                     *         {
                     *           "listing": 1,
                     *           "list": "示例",
                     *           "authority": "示例",
                     *           "documentNo": "示例",
                     *           "reason": "示例",
                     *           "basis": "示例",
                     *           "notifiedOn": "2026-11-24",
                     *           "statementsUntil": "2026-11-24"
                     *         }
                     *       ],
                     *       "inquiries": [
                     *         {
                     *           "at": "示例",
                     *           "agency": "示例",
                     *           "kind": "check",
                     *           "purpose": "示例",
                     *           "matter": "示例"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description report.unknown：没有这份信用报告 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRuleSets: {
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "version": 1,
                     *           "state": "draft",
                     *           "effectiveFrom": "示例",
                     *           "basedOn": 1,
                     *           "note": "示例",
                     *           "draftedBy": "示例",
                     *           "draftedByName": "示例",
                     *           "draftedAt": "示例",
                     *           "approvedBy": "示例",
                     *           "approved": {
                     *             "by": "示例",
                     *             "name": "示例",
                     *             "at": "示例"
                     *           },
                     *           "withdrawn": {
                     *             "by": "示例",
                     *             "name": "示例",
                     *             "at": "示例",
                     *             "reason": "示例"
                     *           },
                     *           "content": {
                     *             "version": 1,
                     *             "name": "示例",
                     *             "rules": [
                     *               {
                     *                 "kind": "listing",
                     *                 "code": "list.wage-arrears",
                     *                 "basis": "示例",
                     *                 "restore": "示例",
                     *                 "list": "示例",
                     *                 "title": "示例",
                     *                 "outcome": "ineligible"
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RuleSetVersion"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRuleSets: {
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
                    /**
                     * @example {
                     *       "version": 1,
                     *       "state": "draft",
                     *       "effectiveFrom": "示例",
                     *       "basedOn": 1,
                     *       "note": "示例",
                     *       "draftedBy": "示例",
                     *       "draftedByName": "示例",
                     *       "draftedAt": "示例",
                     *       "approvedBy": "示例",
                     *       "approved": {
                     *         "by": "示例",
                     *         "name": "示例",
                     *         "at": "示例"
                     *       },
                     *       "withdrawn": {
                     *         "by": "示例",
                     *         "name": "示例",
                     *         "at": "示例",
                     *         "reason": "示例"
                     *       },
                     *       "content": {
                     *         "version": 1,
                     *         "name": "示例",
                     *         "rules": [
                     *           {
                     *             "kind": "listing",
                     *             "code": "list.wage-arrears",
                     *             "basis": "示例",
                     *             "restore": "示例",
                     *             "list": "示例",
                     *             "title": "示例",
                     *             "outcome": "ineligible"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RuleSetVersion"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rule-set.unknown：没有这个规则版本 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；rule-set.unsound：规则草案有不能成立之处 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRuleSetsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
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
                    /**
                     * @example {
                     *       "version": 1,
                     *       "state": "draft",
                     *       "effectiveFrom": "示例",
                     *       "basedOn": 1,
                     *       "note": "示例",
                     *       "draftedBy": "示例",
                     *       "draftedByName": "示例",
                     *       "draftedAt": "示例",
                     *       "approvedBy": "示例",
                     *       "approved": {
                     *         "by": "示例",
                     *         "name": "示例",
                     *         "at": "示例"
                     *       },
                     *       "withdrawn": {
                     *         "by": "示例",
                     *         "name": "示例",
                     *         "at": "示例",
                     *         "reason": "示例"
                     *       },
                     *       "content": {
                     *         "version": 1,
                     *         "name": "示例",
                     *         "rules": [
                     *           {
                     *             "kind": "listing",
                     *             "code": "list.wage-arrears",
                     *             "basis": "示例",
                     *             "restore": "示例",
                     *             "list": "示例",
                     *             "title": "示例",
                     *             "outcome": "ineligible"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RuleSetVersion"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rule-set.unknown：没有这个规则版本 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRuleSetsVersionApprove: {
        parameters: {
            query?: never;
            header?: {
                /** @description 读取时得到的 ETag */
                "if-match"?: string;
            };
            path: {
                version: number;
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
                    /**
                     * @example {
                     *       "version": 1,
                     *       "state": "draft",
                     *       "effectiveFrom": "示例",
                     *       "basedOn": 1,
                     *       "note": "示例",
                     *       "draftedBy": "示例",
                     *       "draftedByName": "示例",
                     *       "draftedAt": "示例",
                     *       "approvedBy": "示例",
                     *       "approved": {
                     *         "by": "示例",
                     *         "name": "示例",
                     *         "at": "示例"
                     *       },
                     *       "withdrawn": {
                     *         "by": "示例",
                     *         "name": "示例",
                     *         "at": "示例",
                     *         "reason": "示例"
                     *       },
                     *       "content": {
                     *         "version": 1,
                     *         "name": "示例",
                     *         "rules": [
                     *           {
                     *             "kind": "listing",
                     *             "code": "list.wage-arrears",
                     *             "basis": "示例",
                     *             "restore": "示例",
                     *             "list": "示例",
                     *             "title": "示例",
                     *             "outcome": "ineligible"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RuleSetVersion"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用；rule-set.own-draft：起草人不能批准自己的草案 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rule-set.unknown：没有这个规则版本 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rule-set.wrong-stage：规则版本所处状态不允许该操作 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rule-set.precondition：规则版本已变化 */
            412: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRuleSetsVersionDiff: {
        parameters: {
            query?: {
                /** @description 比较对象；不填则为据以修改的版本，再无则为现行版本 */
                against?: number;
            };
            header?: never;
            path: {
                version: number;
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
                    /**
                     * @example {
                     *       "version": 1,
                     *       "against": 1,
                     *       "added": [
                     *         {
                     *           "code": "示例",
                     *           "rule": {}
                     *         }
                     *       ],
                     *       "removed": [
                     *         {
                     *           "code": "示例",
                     *           "rule": {}
                     *         }
                     *       ],
                     *       "changed": [
                     *         {
                     *           "code": "示例",
                     *           "fields": [
                     *             {
                     *               "field": "示例"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "isOrderChanged": true
                     *     }
                     */
                    "application/json": components["schemas"]["RuleSetDiff"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rule-set.unknown：没有这个规则版本 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRuleSetsVersionRollback: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                version: number;
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
                    /**
                     * @example {
                     *       "version": 1,
                     *       "state": "draft",
                     *       "effectiveFrom": "示例",
                     *       "basedOn": 1,
                     *       "note": "示例",
                     *       "draftedBy": "示例",
                     *       "draftedByName": "示例",
                     *       "draftedAt": "示例",
                     *       "approvedBy": "示例",
                     *       "approved": {
                     *         "by": "示例",
                     *         "name": "示例",
                     *         "at": "示例"
                     *       },
                     *       "withdrawn": {
                     *         "by": "示例",
                     *         "name": "示例",
                     *         "at": "示例",
                     *         "reason": "示例"
                     *       },
                     *       "content": {
                     *         "version": 1,
                     *         "name": "示例",
                     *         "rules": [
                     *           {
                     *             "kind": "listing",
                     *             "code": "list.wage-arrears",
                     *             "basis": "示例",
                     *             "restore": "示例",
                     *             "list": "示例",
                     *             "title": "示例",
                     *             "outcome": "ineligible"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RuleSetVersion"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rule-set.unknown：没有这个规则版本 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；rule-set.wrong-stage：规则版本所处状态不允许该操作 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRuleSetsVersionSimulate: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                version: number;
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "version": 1,
                     *       "against": 1,
                     *       "day": "示例",
                     *       "at": "2026-11-24T10:00:00+08:00",
                     *       "subjectCount": 1,
                     *       "turnCount": 1,
                     *       "byName": "示例",
                     *       "summary": {
                     *         "directions": [
                     *           {
                     *             "before": "eligible",
                     *             "after": "eligible",
                     *             "count": 1
                     *           }
                     *         ],
                     *         "reasons": [
                     *           {
                     *             "before": "eligible",
                     *             "after": "eligible",
                     *             "count": 1,
                     *             "code": "示例"
                     *           }
                     *         ],
                     *         "staleFeeds": {
                     *           "before": [
                     *             {
                     *               "catalog": "示例",
                     *               "agency": "示例",
                     *               "lastGoodOn": "示例"
                     *             }
                     *           ],
                     *           "after": [
                     *             {
                     *               "catalog": "示例",
                     *               "agency": "示例",
                     *               "lastGoodOn": "示例"
                     *             }
                     *           ]
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rule-set.unknown：没有这个规则版本 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRuleSetsVersionSimulation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "version": 1,
                     *       "against": 1,
                     *       "day": "示例",
                     *       "at": "2026-11-24T10:00:00+08:00",
                     *       "subjectCount": 1,
                     *       "turnCount": 1,
                     *       "byName": "示例",
                     *       "summary": {
                     *         "directions": [
                     *           {
                     *             "before": "eligible",
                     *             "after": "eligible",
                     *             "count": 1
                     *           }
                     *         ],
                     *         "reasons": [
                     *           {
                     *             "before": "eligible",
                     *             "after": "eligible",
                     *             "count": 1,
                     *             "code": "示例"
                     *           }
                     *         ],
                     *         "staleFeeds": {
                     *           "before": [
                     *             {
                     *               "catalog": "示例",
                     *               "agency": "示例",
                     *               "lastGoodOn": "示例"
                     *             }
                     *           ],
                     *           "after": [
                     *             {
                     *               "catalog": "示例",
                     *               "agency": "示例",
                     *               "lastGoodOn": "示例"
                     *             }
                     *           ]
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description simulation.unknown：该版本尚未模拟 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRuleSetsVersionSimulationTurns: {
        parameters: {
            query?: {
                after?: string;
                /** @description 只看因这条规则改变的主体 */
                code?: string;
                limit?: number;
                outcomeAfter?: "eligible" | "review" | "ineligible";
                outcomeBefore?: "eligible" | "review" | "ineligible";
            };
            header?: never;
            path: {
                version: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "subject": {
                     *             "id": 1,
                     *             "kind": "示例",
                     *             "name": "示例",
                     *             "uscc": "示例"
                     *           },
                     *           "before": "eligible",
                     *           "after": "eligible",
                     *           "codes": [
                     *             "示例"
                     *           ]
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Turn"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description simulation.unknown：该版本尚未模拟 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description simulation.outdated：模拟名单已过期 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRuleSetsVersionWithdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description 读取时得到的 ETag */
                "if-match"?: string;
            };
            path: {
                version: number;
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
                    /**
                     * @example {
                     *       "version": 1,
                     *       "state": "draft",
                     *       "effectiveFrom": "示例",
                     *       "basedOn": 1,
                     *       "note": "示例",
                     *       "draftedBy": "示例",
                     *       "draftedByName": "示例",
                     *       "draftedAt": "示例",
                     *       "approvedBy": "示例",
                     *       "approved": {
                     *         "by": "示例",
                     *         "name": "示例",
                     *         "at": "示例"
                     *       },
                     *       "withdrawn": {
                     *         "by": "示例",
                     *         "name": "示例",
                     *         "at": "示例",
                     *         "reason": "示例"
                     *       },
                     *       "content": {
                     *         "version": 1,
                     *         "name": "示例",
                     *         "rules": [
                     *           {
                     *             "kind": "listing",
                     *             "code": "list.wage-arrears",
                     *             "basis": "示例",
                     *             "restore": "示例",
                     *             "list": "示例",
                     *             "title": "示例",
                     *             "outcome": "ineligible"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RuleSetVersion"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rule-set.unknown：没有这个规则版本 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rule-set.wrong-stage：规则版本所处状态不允许该操作 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rule-set.precondition：规则版本已变化 */
            412: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSchedules: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "job": "relay-events",
                     *           "cron": "示例",
                     *           "missed": "once",
                     *           "isEnabled": true,
                     *           "nextRunAt": "2026-11-24T10:00:00+08:00",
                     *           "missedTicksLastDay": 1,
                     *           "failedLastDay": 1,
                     *           "lastRun": {
                     *             "slot": "2026-11-24T10:00:00+08:00",
                     *             "startedAt": "2026-11-24T10:00:00+08:00",
                     *             "finishedAt": "2026-11-24T10:00:00+08:00",
                     *             "tookMs": 1,
                     *             "result": "waiting",
                     *             "fault": "示例",
                     *             "missedTicks": 1,
                     *             "askedBy": "示例"
                     *           }
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Schedule"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSchedulesJobRun: {
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
                    /**
                     * @example {
                     *       "job": "示例",
                     *       "slot": "2026-11-24T10:00:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["ScheduleAsked"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description schedule.unknown：没有这个定时任务 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；schedule.running：该任务正在运行或已排上 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSession: {
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
                    /**
                     * @example {
                     *       "agency": "示例",
                     *       "name": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session.refused：登录失败 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate.limited：请求过于频繁 */
            429: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.busy：登录的人太多 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSession: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSevereLists: {
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "示例",
                     *           "name": "示例",
                     *           "authority": "示例",
                     *           "basis": "示例",
                     *           "trigger": "示例",
                     *           "startsFrom": "listing",
                     *           "termMonths": 1,
                     *           "earliestRemovalMonths": 1,
                     *           "removalConditions": "示例",
                     *           "extensionMaxMonths": 1,
                     *           "fed": true
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["SevereList"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubjectsMergeCandidates: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "state": "open",
                     *           "ground": "identifiers",
                     *           "subjects": [
                     *             {
                     *               "id": 1,
                     *               "kind": "示例",
                     *               "name": "示例",
                     *               "otherNames": [
                     *                 "示例"
                     *               ],
                     *               "region": "示例",
                     *               "identifiers": [
                     *                 {
                     *                   "type": "示例",
                     *                   "code": "示例"
                     *                 }
                     *               ],
                     *               "recordCount": 1,
                     *               "liveListingCount": 1,
                     *               "knownSince": "2026-11-24T10:00:00+08:00"
                     *             }
                     *           ],
                     *           "raisedBy": "示例",
                     *           "raisedAt": "2026-11-24T10:00:00+08:00",
                     *           "reason": "示例",
                     *           "decidedBy": "示例",
                     *           "decidedAt": "2026-11-24T10:00:00+08:00",
                     *           "mergeId": 1
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["MergeCandidate"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSubjectsMergeCandidatesIdDismiss: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "state": "dismissed"
                     *     }
                     */
                    "application/json": components["schemas"]["DismissedCandidate"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description merge-candidate.unknown：没有这条合并核实事项 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description merge-candidate.settled：该事项已经处理；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSubjectsMergeCandidatesIdMerge: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "survivorId": 1,
                     *       "absorbedId": 1
                     *     }
                     */
                    "application/json": components["schemas"]["SubjectMerge"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description merge-candidate.unknown：没有这条合并核实事项 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description merge-candidate.settled：该事项已经处理；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；merge.kinds-differ：自然人与组织不能合并；merge.survivor：保留的主体不在这两个之中 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSubjectsMergesIdUndo: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
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
                    /**
                     * @example {
                     *       "id": 1,
                     *       "survivorId": 1,
                     *       "absorbedId": 1
                     *     }
                     */
                    "application/json": components["schemas"]["SubjectMerge"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description merge.unknown：没有这次合并 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description merge.undone：该合并已经撤销；idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscriptions: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "agency": "示例",
                     *           "name": "示例",
                     *           "filter": {
                     *             "lists": [
                     *               "judgment-defaulter"
                     *             ],
                     *             "categories": [
                     *               "severe"
                     *             ],
                     *             "subjectKinds": [
                     *               "organisation"
                     *             ],
                     *             "regions": [
                     *               "440300"
                     *             ],
                     *             "measures": [
                     *               "CONVENIENCE_LIMIT"
                     *             ]
                     *           },
                     *           "schedule": {
                     *             "kind": "at-once",
                     *             "cron": "示例",
                     *             "workingDaysOnly": true,
                     *             "quietHours": {
                     *               "from": "22:00",
                     *               "to": "07:00"
                     *             },
                     *             "digestSize": 1
                     *           },
                     *           "channel": "webhook",
                     *           "drop": {
                     *             "kind": "folder",
                     *             "location": "示例",
                     *             "format": "csv",
                     *             "region": "示例"
                     *           },
                     *           "endpoint": {
                     *             "url": "示例"
                     *           },
                     *           "state": "pending",
                     *           "pauseReason": "示例",
                     *           "sm3Signature": true,
                     *           "clientCertificate": {
                     *             "validUntil": "示例"
                     *           },
                     *           "identityBasis": "示例",
                     *           "lastSeq": 1,
                     *           "ackedSeq": 1,
                     *           "failStreak": 1,
                     *           "failingSince": "示例",
                     *           "breakerOpenUntil": "示例",
                     *           "verifiedAt": "示例",
                     *           "createdAt": "示例"
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Subscription"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSubscriptions: {
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "agency": "示例",
                     *       "name": "示例",
                     *       "filter": {
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
                     *         "kind": "at-once",
                     *         "cron": "示例",
                     *         "workingDaysOnly": true,
                     *         "quietHours": {
                     *           "from": "22:00",
                     *           "to": "07:00"
                     *         },
                     *         "digestSize": 1
                     *       },
                     *       "channel": "webhook",
                     *       "drop": {
                     *         "kind": "folder",
                     *         "location": "示例",
                     *         "format": "csv",
                     *         "region": "示例"
                     *       },
                     *       "endpoint": {
                     *         "url": "示例"
                     *       },
                     *       "state": "pending",
                     *       "pauseReason": "示例",
                     *       "sm3Signature": true,
                     *       "clientCertificate": {
                     *         "validUntil": "示例"
                     *       },
                     *       "identityBasis": "示例",
                     *       "lastSeq": 1,
                     *       "ackedSeq": 1,
                     *       "failStreak": 1,
                     *       "failingSince": "示例",
                     *       "breakerOpenUntil": "示例",
                     *       "verifiedAt": "示例",
                     *       "createdAt": "示例",
                     *       "secret": "whsec_…"
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionMade"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description agency.unknown：没有这个单位 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；subscription.endpoint：接收地址不可用；source.location：来源地址不可用；source.no-root：本服务不接收文件夹来源；subscription.cron：定时表达式无效 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪；source.unreachable：来源暂不可达 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscriptionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "agency": "示例",
                     *       "name": "示例",
                     *       "filter": {
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
                     *         "kind": "at-once",
                     *         "cron": "示例",
                     *         "workingDaysOnly": true,
                     *         "quietHours": {
                     *           "from": "22:00",
                     *           "to": "07:00"
                     *         },
                     *         "digestSize": 1
                     *       },
                     *       "channel": "webhook",
                     *       "drop": {
                     *         "kind": "folder",
                     *         "location": "示例",
                     *         "format": "csv",
                     *         "region": "示例"
                     *       },
                     *       "endpoint": {
                     *         "url": "示例"
                     *       },
                     *       "state": "pending",
                     *       "pauseReason": "示例",
                     *       "sm3Signature": true,
                     *       "clientCertificate": {
                     *         "validUntil": "示例"
                     *       },
                     *       "identityBasis": "示例",
                     *       "lastSeq": 1,
                     *       "ackedSeq": 1,
                     *       "failStreak": 1,
                     *       "failingSince": "示例",
                     *       "breakerOpenUntil": "示例",
                     *       "verifiedAt": "示例",
                     *       "createdAt": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSubscriptionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchSubscriptionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "示例",
                 *       "filter": {
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "agency": "示例",
                     *       "name": "示例",
                     *       "filter": {
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
                     *         "kind": "at-once",
                     *         "cron": "示例",
                     *         "workingDaysOnly": true,
                     *         "quietHours": {
                     *           "from": "22:00",
                     *           "to": "07:00"
                     *         },
                     *         "digestSize": 1
                     *       },
                     *       "channel": "webhook",
                     *       "drop": {
                     *         "kind": "folder",
                     *         "location": "示例",
                     *         "format": "csv",
                     *         "region": "示例"
                     *       },
                     *       "endpoint": {
                     *         "url": "示例"
                     *       },
                     *       "state": "pending",
                     *       "pauseReason": "示例",
                     *       "sm3Signature": true,
                     *       "clientCertificate": {
                     *         "validUntil": "示例"
                     *       },
                     *       "identityBasis": "示例",
                     *       "lastSeq": 1,
                     *       "ackedSeq": 1,
                     *       "failStreak": 1,
                     *       "failingSince": "示例",
                     *       "breakerOpenUntil": "示例",
                     *       "verifiedAt": "示例",
                     *       "createdAt": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.stage：订阅状态不允许该操作 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；subscription.endpoint：接收地址不可用；source.location：来源地址不可用；source.no-root：本服务不接收文件夹来源；subscription.cron：定时表达式无效 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪；source.unreachable：来源暂不可达 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSubscriptionsIdClientCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "validUntil": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["ClientCertificate"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.certificate-unsupported：当前部署不支持客户端证书 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；subscription.certificate：客户端证书不可用 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSubscriptionsIdClientCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscriptionsIdHealth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "waiting": 1,
                     *       "oldestUndelivered": {
                     *         "since": "示例",
                     *         "seconds": 1
                     *       },
                     *       "attempts": 1,
                     *       "delivered": 1,
                     *       "successRate": 1,
                     *       "latencyMs": {
                     *         "median": 1,
                     *         "p95": 1,
                     *         "buckets": [
                     *           {
                     *             "underMs": 1,
                     *             "count": 1
                     *           }
                     *         ]
                     *       },
                     *       "attention": [
                     *         "示例"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionHealth"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSubscriptionsIdPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "agency": "示例",
                     *       "name": "示例",
                     *       "filter": {
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
                     *         "kind": "at-once",
                     *         "cron": "示例",
                     *         "workingDaysOnly": true,
                     *         "quietHours": {
                     *           "from": "22:00",
                     *           "to": "07:00"
                     *         },
                     *         "digestSize": 1
                     *       },
                     *       "channel": "webhook",
                     *       "drop": {
                     *         "kind": "folder",
                     *         "location": "示例",
                     *         "format": "csv",
                     *         "region": "示例"
                     *       },
                     *       "endpoint": {
                     *         "url": "示例"
                     *       },
                     *       "state": "pending",
                     *       "pauseReason": "示例",
                     *       "sm3Signature": true,
                     *       "clientCertificate": {
                     *         "validUntil": "示例"
                     *       },
                     *       "identityBasis": "示例",
                     *       "lastSeq": 1,
                     *       "ackedSeq": 1,
                     *       "failStreak": 1,
                     *       "failingSince": "示例",
                     *       "breakerOpenUntil": "示例",
                     *       "verifiedAt": "示例",
                     *       "createdAt": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.stage：订阅状态不允许该操作 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSubscriptionsIdReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "notices": 1,
                     *       "deliveries": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；subscription.stage：订阅状态不允许该操作 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSubscriptionsIdResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "agency": "示例",
                     *       "name": "示例",
                     *       "filter": {
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
                     *         "kind": "at-once",
                     *         "cron": "示例",
                     *         "workingDaysOnly": true,
                     *         "quietHours": {
                     *           "from": "22:00",
                     *           "to": "07:00"
                     *         },
                     *         "digestSize": 1
                     *       },
                     *       "channel": "webhook",
                     *       "drop": {
                     *         "kind": "folder",
                     *         "location": "示例",
                     *         "format": "csv",
                     *         "region": "示例"
                     *       },
                     *       "endpoint": {
                     *         "url": "示例"
                     *       },
                     *       "state": "pending",
                     *       "pauseReason": "示例",
                     *       "sm3Signature": true,
                     *       "clientCertificate": {
                     *         "validUntil": "示例"
                     *       },
                     *       "identityBasis": "示例",
                     *       "lastSeq": 1,
                     *       "ackedSeq": 1,
                     *       "failStreak": 1,
                     *       "failingSince": "示例",
                     *       "breakerOpenUntil": "示例",
                     *       "verifiedAt": "示例",
                     *       "createdAt": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.stage：订阅状态不允许该操作 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSubscriptionsIdRotateSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "secret": "示例",
                     *       "previousValidUntil": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionSecret"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.stage：订阅状态不允许该操作 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSubscriptionsIdTest: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1–128 位可见 ASCII；24 小时内同键同文重放首次结果，同键异文答 409 idempotency.reused。 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "deliveryId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77"
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionTest"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description subscription.unknown：没有这个订阅 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；subscription.stage：订阅状态不允许该操作 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSubscriptionsPreview: {
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
                    /**
                     * @example {
                     *       "from": "示例",
                     *       "to": "示例",
                     *       "notices": 1,
                     *       "lifts": 1,
                     *       "digests": 1,
                     *       "deliveries": 1,
                     *       "counts": [
                     *         {
                     *           "list": "示例",
                     *           "type": "示例",
                     *           "day": "示例",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "sample": [
                     *         {
                     *           "type": "示例",
                     *           "at": "示例",
                     *           "list": "示例",
                     *           "subjectKind": "示例",
                     *           "subjectName": "示例",
                     *           "code": "示例",
                     *           "region": "示例",
                     *           "authority": "示例",
                     *           "measures": [
                     *             "示例"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionPreview"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description agency.unknown：没有这个单位 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码；subscription.cron：定时表达式无效；subscription.span：预览的时间范围无效 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSupervision: {
        parameters: {
            query?: {
                after?: string;
                /** @description 只看一个单位（单位代码） */
                agency?: string;
                /** @description lift-delivery 移出通知未送达；lift-untold 收过列入通知、未收到移出通知（如订阅已取消）；lift 移出通知未签收；repair 修复未同步；feedback 未反馈；receipt 未签收 */
                kind?: "lift-delivery" | "lift-untold" | "lift" | "repair" | "feedback" | "receipt";
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "kind": "lift-delivery",
                     *           "id": "示例",
                     *           "agency": "示例",
                     *           "agencyName": "示例",
                     *           "subscriptionId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "seq": 1,
                     *           "list": "示例",
                     *           "subjectKind": "示例",
                     *           "subjectName": "示例",
                     *           "openedOn": "2026-11-24",
                     *           "dueOn": "2026-11-24",
                     *           "isProvisional": true,
                     *           "state": "overdue",
                     *           "workingDaysLate": 1
                     *         }
                     *       ],
                     *       "next": "示例",
                     *       "today": "2026-11-24"
                     *     }
                     */
                    "application/json": components["schemas"]["Supervision"];
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSupervisionDocx: {
        parameters: {
            query?: {
                /** @description 只看一个单位（单位代码） */
                agency?: string;
                /** @description lift-delivery 移出通知未送达；lift-untold 收过列入通知、未收到移出通知（如订阅已取消）；lift 移出通知未签收；repair 修复未同步；feedback 未反馈；receipt 未签收 */
                kind?: "lift-delivery" | "lift-untold" | "lift" | "repair" | "feedback" | "receipt";
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSupervisionXlsx: {
        parameters: {
            query?: {
                /** @description 只看一个单位（单位代码） */
                agency?: string;
                /** @description lift-delivery 移出通知未送达；lift-untold 收过列入通知、未收到移出通知（如订阅已取消）；lift 移出通知未签收；repair 修复未同步；feedback 未反馈；receipt 未签收 */
                kind?: "lift-delivery" | "lift-untold" | "lift" | "repair" | "feedback" | "receipt";
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSupervisionLetters: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "no": "督办〔2026〕1号",
                     *           "agency": "示例",
                     *           "agencyName": "示例",
                     *           "issuer": "示例",
                     *           "issuedBy": "示例",
                     *           "issuedAt": "示例",
                     *           "demand": "示例",
                     *           "items": [
                     *             {
                     *               "kind": "lift-delivery",
                     *               "id": "示例",
                     *               "agency": "示例",
                     *               "agencyName": "示例",
                     *               "subscriptionId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *               "seq": 1,
                     *               "list": "示例",
                     *               "subjectKind": "示例",
                     *               "subjectName": "示例",
                     *               "openedOn": "2026-11-24",
                     *               "dueOn": "2026-11-24",
                     *               "isProvisional": true,
                     *               "state": "overdue",
                     *               "workingDaysLate": 1
                     *             }
                     *           ],
                     *           "dueOn": "2026-11-24",
                     *           "isProvisional": true,
                     *           "overdue": true,
                     *           "reply": "示例",
                     *           "repliedBy": "示例",
                     *           "repliedAt": "示例"
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["SupervisionLetter"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSupervisionLetters: {
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "no": "督办〔2026〕1号",
                     *       "agency": "示例",
                     *       "agencyName": "示例",
                     *       "issuer": "示例",
                     *       "issuedBy": "示例",
                     *       "issuedAt": "示例",
                     *       "demand": "示例",
                     *       "items": [
                     *         {
                     *           "kind": "lift-delivery",
                     *           "id": "示例",
                     *           "agency": "示例",
                     *           "agencyName": "示例",
                     *           "subscriptionId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "seq": 1,
                     *           "list": "示例",
                     *           "subjectKind": "示例",
                     *           "subjectName": "示例",
                     *           "openedOn": "2026-11-24",
                     *           "dueOn": "2026-11-24",
                     *           "isProvisional": true,
                     *           "state": "overdue",
                     *           "workingDaysLate": 1
                     *         }
                     *       ],
                     *       "dueOn": "2026-11-24",
                     *       "isProvisional": true,
                     *       "overdue": true,
                     *       "reply": "示例",
                     *       "repliedBy": "示例",
                     *       "repliedAt": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["SupervisionLetter"];
                };
            };
            /** @description request.invalid：请求格式不符；idempotency.invalid：幂等键格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description agency.unknown：没有这个单位 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency.reused：幂等键已用于另一请求；supervision.nothing-overdue：该单位没有逾期事项 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSupervisionLettersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "no": "督办〔2026〕1号",
                     *       "agency": "示例",
                     *       "agencyName": "示例",
                     *       "issuer": "示例",
                     *       "issuedBy": "示例",
                     *       "issuedAt": "示例",
                     *       "demand": "示例",
                     *       "items": [
                     *         {
                     *           "kind": "lift-delivery",
                     *           "id": "示例",
                     *           "agency": "示例",
                     *           "agencyName": "示例",
                     *           "subscriptionId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "seq": 1,
                     *           "list": "示例",
                     *           "subjectKind": "示例",
                     *           "subjectName": "示例",
                     *           "openedOn": "2026-11-24",
                     *           "dueOn": "2026-11-24",
                     *           "isProvisional": true,
                     *           "state": "overdue",
                     *           "workingDaysLate": 1
                     *         }
                     *       ],
                     *       "dueOn": "2026-11-24",
                     *       "isProvisional": true,
                     *       "overdue": true,
                     *       "reply": "示例",
                     *       "repliedBy": "示例",
                     *       "repliedAt": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["SupervisionLetter"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description supervision.letter-unknown：没有这份督办函 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSupervisionLettersIdLetterDocx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description supervision.letter-unknown：没有这份督办函 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSupervisionLettersIdReply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    /**
                     * @example {
                     *       "id": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *       "no": "督办〔2026〕1号",
                     *       "agency": "示例",
                     *       "agencyName": "示例",
                     *       "issuer": "示例",
                     *       "issuedBy": "示例",
                     *       "issuedAt": "示例",
                     *       "demand": "示例",
                     *       "items": [
                     *         {
                     *           "kind": "lift-delivery",
                     *           "id": "示例",
                     *           "agency": "示例",
                     *           "agencyName": "示例",
                     *           "subscriptionId": "0193a5e0-7c00-7a3b-9d51-2f6c0a1b4e77",
                     *           "seq": 1,
                     *           "list": "示例",
                     *           "subjectKind": "示例",
                     *           "subjectName": "示例",
                     *           "openedOn": "2026-11-24",
                     *           "dueOn": "2026-11-24",
                     *           "isProvisional": true,
                     *           "state": "overdue",
                     *           "workingDaysLate": 1
                     *         }
                     *       ],
                     *       "dueOn": "2026-11-24",
                     *       "isProvisional": true,
                     *       "overdue": true,
                     *       "reply": "示例",
                     *       "repliedBy": "示例",
                     *       "repliedAt": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["SupervisionLetter"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description supervision.letter-unknown：没有这份督办函 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description supervision.replied：该督办函已答复 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSupervisionStatistics: {
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
                    /**
                     * @example {
                     *       "from": "2026-11-24",
                     *       "to": "2026-11-24",
                     *       "items": [
                     *         {
                     *           "agency": "示例",
                     *           "agencyName": "示例",
                     *           "told": 1,
                     *           "delivered": 1,
                     *           "signed": 1,
                     *           "asked": 1,
                     *           "measures": 1,
                     *           "executed": 1,
                     *           "notExecuted": 1,
                     *           "notApplicable": 1,
                     *           "unanswered": 1,
                     *           "overdueReceipts": 1,
                     *           "overdueFeedback": 1,
                     *           "lifts": 1,
                     *           "liftsSigned": 1,
                     *           "medianDays": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ExecutionStatistics"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSupervisionStatisticsXlsx: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.unauthenticated：未登录或未携带密钥；key.unknown：密钥无效；key.revoked：密钥已吊销 */
            401: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.denied：无权办理；agency.expired：单位已停用 */
            403: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDocs: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealthz: {
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
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Up"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenapiJson: {
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
                    /**
                     * @example {
                     *       "openapi": "示例"
                     *     }
                     */
                    "application/json": {
                        openapi: string;
                    };
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProblemsCode: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description route.unknown：没有这个地址 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicChecksNo: {
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
                    /**
                     * @example {
                     *       "no": "示例",
                     *       "decidedAt": "示例",
                     *       "outcome": "示例",
                     *       "valid": true
                     *     }
                     */
                    "application/json": components["schemas"]["PublicCheck"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description check.unknown：没有这份核查结果 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicLists: {
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "serious-violation",
                     *           "name": "示例",
                     *           "basis": "示例",
                     *           "version": 1,
                     *           "publishedAt": "示例"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PublicLists"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicListsCode: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
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
                    /**
                     * @example {
                     *       "list": "示例",
                     *       "name": "示例",
                     *       "version": 1,
                     *       "items": [
                     *         {
                     *           "id": "1024",
                     *           "name": "示例蔬菜种植专业合作社",
                     *           "uscc": "93440300MA5FAAA13R",
                     *           "kind": "organisation",
                     *           "authority": "示例市市场监督管理局",
                     *           "documentNo": "示市监罚〔2026〕1号",
                     *           "matter": "违反广告管理规定",
                     *           "content": "罚款；罚款人民币壹万元",
                     *           "since": "2026-03-02",
                     *           "until": "2027-03-02",
                     *           "isDisputed": true
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": components["schemas"]["PublicList"];
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description public-list.unknown：没有这个公示名单 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicListsCodeDeltaCsv: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description public-list.unknown：没有这个公示名单 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description public-list.version-unknown：不能从这个版本给出增量 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicListsCodeDeltaNdjson: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description public-list.unknown：没有这个公示名单 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description public-list.version-unknown：不能从这个版本给出增量 */
            409: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicListsCodeManifestJson: {
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
                    /**
                     * @example {
                     *       "list": "示例",
                     *       "name": "示例",
                     *       "version": 1,
                     *       "publishedAt": "示例",
                     *       "files": [
                     *         {
                     *           "name": "示例",
                     *           "url": "示例",
                     *           "format": "csv",
                     *           "rows": 1,
                     *           "bytes": 1,
                     *           "sha256": "示例",
                     *           "etag": "示例"
                     *         }
                     *       ],
                     *       "deltas": {
                     *         "oldestSince": 1,
                     *         "urls": [
                     *           "示例"
                     *         ]
                     *       }
                     *     }
                     */
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description public-list.unknown：没有这个公示名单 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicListsCodeSnapshotCsv: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description public-list.unknown：没有这个公示名单 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicListsCodeSnapshotNdjson: {
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
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description public-list.unknown：没有这个公示名单 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicMatters: {
        parameters: {
            query?: {
                after?: string;
                /** @description 实施部门名称中的文字 */
                department?: string;
                kind?: "proof" | "licence";
                limit?: number;
                /** @description retained 保留、cancelled 取消、commitment 适用告知承诺 */
                list?: "retained" | "cancelled" | "commitment";
                /** @description 事项代码、名称或实施部门中的文字 */
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
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "示例",
                     *           "name": "示例",
                     *           "department": "示例",
                     *           "basis": "示例",
                     *           "isCommitmentAllowed": true,
                     *           "riskClass": "示例",
                     *           "list": "retained",
                     *           "kind": "proof",
                     *           "issuingUnit": "示例",
                     *           "replacement": "commitment",
                     *           "edition": 1
                     *         }
                     *       ],
                     *       "next": "示例"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Matter"][];
                        next: string | null;
                    };
                };
            };
            /** @description request.invalid：请求格式不符；cursor.invalid：翻页游标无效 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicReportsNo: {
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
                    /**
                     * @example {
                     *       "no": "BG20261124-7K3M9Q2A",
                     *       "madeAt": "2026-11-24T10:00:00+08:00",
                     *       "valid": true
                     *     }
                     */
                    "application/json": components["schemas"]["PublicReport"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description report.unknown：没有这份信用报告 */
            404: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadyz: {
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
                    /**
                     * @example {
                     *       "status": "ready"
                     *     }
                     */
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description request.invalid：请求格式不符 */
            400: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description text.personal-number：写有个人号码 */
            422: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description server.fault：系统未能完成请求 */
            500: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database.unavailable：数据库暂不可用；service.not-ready：服务未就绪 */
            503: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
