<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>AccountHead</name>
        <message>
            <source>Class %1</source>
            <translation>%1 类客户</translation>
        </message>
        <message>
            <source>Call %1</source>
            <translation>呼叫%1</translation>
        </message>
    </context>
    <context>
        <name>AccountPage</name>
        <message>
            <source>Last contact %1</source>
            <translation>上次联系：%1</translation>
        </message>
        <message>
            <source>No contact yet</source>
            <translation>还没有联系过</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>未了事项</translation>
        </message>
        <message>
            <source>People</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>History</source>
            <translation>往来</translation>
        </message>
        <message>
            <source>Facts</source>
            <translation>资料</translation>
        </message>
        <message>
            <source>Nothing is open here</source>
            <translation>没有未了的事</translation>
        </message>
        <message>
            <source>Needs, objections and promises that you note on a visit appear here until they are settled.</source>
            <translation>拜访时记下的需求、异议和承诺会列在这里，直到了结为止。</translation>
        </message>
        <message>
            <source>Promises</source>
            <translation>承诺</translation>
        </message>
        <message>
            <source>Opportunities</source>
            <translation>商机</translation>
        </message>
        <message>
            <source>Needs</source>
            <translation>需求</translation>
        </message>
        <message>
            <source>Objections</source>
            <translation>异议</translation>
        </message>
        <message>
            <source>Nobody is known here yet</source>
            <translation>还没有联系人</translation>
        </message>
        <message>
            <source>Who decides, who influences, who uses it? Note whom you meet on the next visit.</source>
            <translation>谁拍板、谁说得上话、谁在用？下次拜访时记下见到的人。</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>笔记</translation>
        </message>
        <message>
            <source>No visit yet</source>
            <translation>还没有拜访过</translation>
        </message>
        <message>
            <source>The first one starts the history.</source>
            <translation>第一次拜访之后，这里就有了记录。</translation>
        </message>
        <message>
            <source>Visit today</source>
            <translation>今天拜访</translation>
        </message>
        <message>
            <source>Add a fact</source>
            <translation>添加一项</translation>
        </message>
        <message>
            <source>Kept: %1</source>
            <translation>已保存：%1</translation>
        </message>
        <message>
            <source>You are covering in %1 until %2.</source>
            <translation>您代管“%1”到 %2。</translation>
        </message>
        <message>
            <source>Territory · tap to move the customer</source>
            <translation>区域 · 点按可移动客户</translation>
        </message>
        <message>
            <source>Territory</source>
            <translation>区域</translation>
        </message>
        <message>
            <source>Moved to %1</source>
            <translation>已移到“%1”</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>取消置顶</translation>
        </message>
        <message>
            <source>Pin to the search page</source>
            <translation>置顶到搜索页</translation>
        </message>
        <message>
            <source>Show earlier visits</source>
            <translation>显示更早的拜访</translation>
        </message>
    </context>
    <context>
        <name>AccountsPage</name>
        <message>
            <source>Customers</source>
            <translation>客户</translation>
        </message>
        <message numerus="yes">
            <source>%n in all</source>
            <translation>
                <numerusform>共 %n 家</numerusform>
            </translation>
        </message>
        <message>
            <source>Name, pinyin initials, person, note</source>
            <translation>名称、拼音首字母、联系人、笔记</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Last visit %1</source>
            <translation>上次拜访：%1</translation>
        </message>
        <message>
            <source>Not visited yet</source>
            <translation>尚未拜访</translation>
        </message>
        <message>
            <source>No customers yet</source>
            <translation>还没有客户</translation>
        </message>
        <message>
            <source>Customers come with the first synchronisation, or from a file.</source>
            <translation>首次同步后客户会出现在这里，也可以从文件导入。</translation>
        </message>
        <message>
            <source>Import a file</source>
            <translation>从文件导入</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>None of this class</source>
            <translation>没有这一类客户</translation>
        </message>
        <message>
            <source>Choose another class, or All.</source>
            <translation>请换一个类别，或选“全部”。</translation>
        </message>
    </context>
    <context>
        <name>AppButton</name>
        <message>
            <source>Cannot be used now</source>
            <translation>暂不可用</translation>
        </message>
    </context>
    <context>
        <name>BottomSheet</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>BriefPane</name>
        <message>
            <source>No address known</source>
            <translation>地址未知</translation>
        </message>
        <message>
            <source>Last time, %1</source>
            <translation>上次（%1）</translation>
        </message>
        <message>
            <source>Agreed: %1</source>
            <translation>约定：%1</translation>
        </message>
        <message>
            <source>You are still checked in at %1</source>
            <translation>您在%1还没有签退</translation>
        </message>
        <message>
            <source>Two visits would then be open at once.</source>
            <translation>这样会同时有两次未结束的拜访。</translation>
        </message>
        <message>
            <source>Check out there first, or go on if you forgot it.</source>
            <translation>请先在那边签退；如果只是忘了，可以继续。</translation>
        </message>
        <message>
            <source>Promises due</source>
            <translation>到期的承诺</translation>
        </message>
        <message>
            <source>Expect to hear</source>
            <translation>可能会听到</translation>
        </message>
        <message>
            <source>Still to ask</source>
            <translation>还没问清的</translation>
        </message>
    </context>
    <context>
        <name>CaptureSheet</name>
        <message>
            <source>Come back on: %1</source>
            <translation>答复：%1</translation>
        </message>
        <message>
            <source>A need</source>
            <translation>记需求</translation>
        </message>
        <message>
            <source>An objection</source>
            <translation>记异议</translation>
        </message>
        <message>
            <source>A promise</source>
            <translation>记承诺</translation>
        </message>
        <message>
            <source>A note</source>
            <translation>记笔记</translation>
        </message>
        <message>
            <source>Promise less and keep it: a broken early day is worse than an honest late one.</source>
            <translation>宁可答应得晚一点，也要说到做到：早说而失约，比实话实说更伤信任。</translation>
        </message>
        <message>
            <source>An objection is a sign of interest. Note it in the customer&apos;s words.</source>
            <translation>有异议说明有兴趣。用客户的原话记下来。</translation>
        </message>
        <message>
            <source>What does the customer expect, said or unsaid?</source>
            <translation>客户期望什么？说出来的、没说出来的都算。</translation>
        </message>
        <message>
            <source>What is promised?</source>
            <translation>答应了什么？</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>笔记</translation>
        </message>
        <message>
            <source>In the customer&apos;s words</source>
            <translation>客户原话</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Until when?</source>
            <translation>什么时候之前？</translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation>明天</translation>
        </message>
        <message>
            <source>3 days</source>
            <translation>3 天</translation>
        </message>
        <message>
            <source>1 week</source>
            <translation>1 周</translation>
        </message>
        <message>
            <source>2 weeks</source>
            <translation>2 周</translation>
        </message>
        <message>
            <source>4 weeks</source>
            <translation>4 周</translation>
        </message>
        <message>
            <source>Who?</source>
            <translation>谁？</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>记下</translation>
        </message>
    </context>
    <context>
        <name>ChartFrame</name>
        <message>
            <source>%1: not known</source>
            <translation>%1：未知</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>%1: %2, wanted %3</source>
            <translation>%1：%2，目标 %3</translation>
        </message>
    </context>
    <context>
        <name>CheckInSheet</name>
        <message>
            <source>Check in</source>
            <translation>签到</translation>
        </message>
        <message>
            <source>Looking for your position …</source>
            <translation>正在定位……</translation>
        </message>
        <message>
            <source>No position</source>
            <translation>没有定位</translation>
        </message>
        <message>
            <source>The customer&apos;s place is not known</source>
            <translation>客户位置未知</translation>
        </message>
        <message>
            <source>%1 away from the customer</source>
            <translation>距客户 %1</translation>
        </message>
        <message>
            <source>At the customer</source>
            <translation>已到客户处</translation>
        </message>
        <message>
            <source>%1 to the entrance</source>
            <translation>距大门 %1</translation>
        </message>
        <message>
            <source>accurate to %1 m</source>
            <translation>精度 %1 米</translation>
        </message>
        <message>
            <source>made up by an app</source>
            <translation>位置由应用模拟</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Why here?</source>
            <translation>为什么在这里签到？</translation>
        </message>
        <message>
            <source>Meeting at another place</source>
            <translation>约在别处见面</translation>
        </message>
        <message>
            <source>Large site</source>
            <translation>厂区较大</translation>
        </message>
        <message>
            <source>Position is wrong indoors</source>
            <translation>室内定位不准</translation>
        </message>
        <message>
            <source>The customer has moved</source>
            <translation>客户搬迁了</translation>
        </message>
        <message>
            <source>Another reason</source>
            <translation>其他原因</translation>
        </message>
        <message>
            <source>Stored are time, position and accuracy of this moment. You are not tracked in between.</source>
            <translation>只记录此刻的时间、位置和精度，平时不会跟踪您。</translation>
        </message>
        <message>
            <source>Check in now</source>
            <translation>现在签到</translation>
        </message>
    </context>
    <context>
        <name>CheckPane</name>
        <message>
            <source>New</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>Merged</source>
            <translation>合并</translation>
        </message>
        <message>
            <source>Set aside</source>
            <translation>搁置</translation>
        </message>
        <message>
            <source>Rows in all</source>
            <translation>总行数</translation>
        </message>
        <message>
            <source>Latitude and longitude were exchanged</source>
            <translation>经纬度已对调</translation>
        </message>
        <message>
            <source>Latitude and longitude look exchanged</source>
            <translation>经纬度好像颠倒了</translation>
        </message>
        <message>
            <source>Read as the columns are named, the places would lie outside their country.</source>
            <translation>按列名来读，这些地点会落到国境之外。</translation>
        </message>
        <message>
            <source>Read them as named</source>
            <translation>按列名读</translation>
        </message>
        <message>
            <source>Exchange them</source>
            <translation>对调</translation>
        </message>
        <message>
            <source>Where do the coordinates come from?</source>
            <translation>坐标来自哪里？</translation>
        </message>
        <message>
            <source>Chinese map services shift their coordinates. A wrong choice puts every customer some hundred metres off.</source>
            <translation>国内地图服务的坐标都有偏移，选错会让每个客户偏出几百米。</translation>
        </message>
        <message>
            <source>Baidu (BD-09)</source>
            <translation>百度（BD-09）</translation>
        </message>
        <message>
            <source>Amap, Tencent (GCJ-02)</source>
            <translation>高德、腾讯（GCJ-02）</translation>
        </message>
        <message>
            <source>GPS (WGS-84)</source>
            <translation>GPS（WGS-84）</translation>
        </message>
        <message>
            <source>Perhaps here already</source>
            <translation>可能已经有了</translation>
        </message>
        <message>
            <source>Here already: %1</source>
            <translation>已有：%1</translation>
        </message>
        <message>
            <source>Also in the file: %1</source>
            <translation>文件中另有：%1</translation>
        </message>
        <message>
            <source>%1 apart</source>
            <translation>相距 %1</translation>
        </message>
        <message>
            <source>line %1</source>
            <translation>第 %1 行</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>合并</translation>
        </message>
        <message>
            <source>Keep both</source>
            <translation>都保留</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>不导入</translation>
        </message>
        <message>
            <source>The first rows</source>
            <translation>前几行</translation>
        </message>
        <message>
            <source>No position</source>
            <translation>没有定位</translation>
        </message>
    </context>
    <context>
        <name>ChecklistPane</name>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message numerus="yes">
            <source>%n required</source>
            <translation>
                <numerusform>还差 %n 项必做</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ColumnsPane</name>
        <message numerus="yes">
            <source>%n row(s), text in %1</source>
            <translation>
                <numerusform>共 %n 行，编码 %1</numerusform>
            </translation>
        </message>
        <message>
            <source>Column %1</source>
            <translation>第 %1 列</translation>
        </message>
        <message>
            <source>What is this column?</source>
            <translation>这一列是什么？</translation>
        </message>
    </context>
    <context>
        <name>ConflictCard</name>
        <message>
            <source>Before, both saw: %1</source>
            <translation>之前双方看到的是：%1</translation>
        </message>
        <message>
            <source>Money is not settled by who was later: what was there stays until one of you says which is right.</source>
            <translation>金额不按先后自动取舍：原来的数值先保留，请由人来确定哪个正确。</translation>
        </message>
        <message>
            <source>Neither state leads to the other: the one further along is shown until you have chosen.</source>
            <translation>两个状态互不衔接：在您选择之前，先显示进展更靠后的那个。</translation>
        </message>
        <message>
            <source>Both changed the same place of the text, so the two could not be put together.</source>
            <translation>双方改了文字的同一处，无法自动合在一起。</translation>
        </message>
        <message>
            <source>What was recorded first stays unless you choose otherwise.</source>
            <translation>先记录的保留，除非您另作选择。</translation>
        </message>
        <message>
            <source>It was deleted by somebody who had not seen this change. Taking the change brings it back.</source>
            <translation>对方删除时没有看到这处改动。采用这处改动，即恢复该记录。</translation>
        </message>
        <message>
            <source>(empty)</source>
            <translation>（空）</translation>
        </message>
        <message>
            <source>You</source>
            <translation>您</translation>
        </message>
        <message>
            <source>Shown everywhere now</source>
            <translation>目前各处显示的是这个</translation>
        </message>
        <message>
            <source>Your version of both</source>
            <translation>综合两边的写法</translation>
        </message>
        <message>
            <source>Take mine</source>
            <translation>用我的</translation>
        </message>
        <message>
            <source>Take theirs</source>
            <translation>用对方的</translation>
        </message>
        <message>
            <source>Write one of both</source>
            <translation>两边合写一个</translation>
        </message>
        <message>
            <source>Take this</source>
            <translation>就用这个</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>The record has been deleted meanwhile.</source>
            <translation>这条记录已经被删除。</translation>
        </message>
    </context>
    <context>
        <name>ConflictsPage</name>
        <message>
            <source>Conflicts</source>
            <translation>冲突</translation>
        </message>
        <message>
            <source>Both versions are kept until you choose</source>
            <translation>选定之前，两个版本都保留着</translation>
        </message>
        <message>
            <source>No conflicts</source>
            <translation>没有冲突</translation>
        </message>
        <message>
            <source>When you and a colleague change the same field without seeing each other, both versions appear here and you choose.</source>
            <translation>您和同事在互不知情时改了同一处，两个版本都会出现在这里，由您来定。</translation>
        </message>
        <message>
            <source>Settled: %1</source>
            <translation>已处理：%1</translation>
        </message>
    </context>
    <context>
        <name>ContactCard</name>
        <message>
            <source>Likes to talk about: %1</source>
            <translation>喜欢聊：%1</translation>
        </message>
        <message>
            <source>Call %1</source>
            <translation>呼叫%1</translation>
        </message>
    </context>
    <context>
        <name>DatePickerSheet</name>
        <message>
            <source>Choose a day</source>
            <translation>选择日期</translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation>明天</translation>
        </message>
        <message>
            <source>In 3 days</source>
            <translation>3 天后</translation>
        </message>
        <message>
            <source>In a week</source>
            <translation>1 周后</translation>
        </message>
        <message>
            <source>In 2 weeks</source>
            <translation>2 周后</translation>
        </message>
        <message>
            <source>In 4 weeks</source>
            <translation>4 周后</translation>
        </message>
        <message>
            <source>Month before</source>
            <translation>上个月</translation>
        </message>
        <message>
            <source>Month after</source>
            <translation>下个月</translation>
        </message>
    </context>
    <context>
        <name>DayPlanPage</name>
        <message>
            <source>Plan the day</source>
            <translation>安排行程</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>拜访</translation>
        </message>
        <message>
            <source>On the way</source>
            <translation>路上</translation>
        </message>
        <message>
            <source>Done by</source>
            <translation>结束时间</translation>
        </message>
        <message numerus="yes">
            <source>%n customer(s) without a position stand at the end.</source>
            <translation>
                <numerusform>有 %n 家客户没有位置，排在最后。</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to plan</source>
            <translation>没有可安排的</translation>
        </message>
        <message>
            <source>No customer is due for a visit. Open a customer to add one.</source>
            <translation>目前没有到期该拜访的客户，可以打开客户自行添加。</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>No position</source>
            <translation>没有定位</translation>
        </message>
        <message>
            <source>Earlier: %1</source>
            <translation>提前：%1</translation>
        </message>
        <message>
            <source>Later: %1</source>
            <translation>推后：%1</translation>
        </message>
        <message>
            <source>Shortest way</source>
            <translation>最短路线</translation>
        </message>
        <message>
            <source>Accept this order</source>
            <translation>就按这个顺序</translation>
        </message>
        <message>
            <source>Distance</source>
            <translation>直线距离</translation>
        </message>
    </context>
    <context>
        <name>DonePane</name>
        <message>
            <source>The import has been undone</source>
            <translation>导入已撤销</translation>
        </message>
        <message numerus="yes">
            <source>%n customer(s) imported</source>
            <translation>
                <numerusform>已导入 %n 家客户</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything is as it was before.</source>
            <translation>一切恢复到导入之前。</translation>
        </message>
        <message>
            <source>%1 rows in the file: %2 new, %3 merged, %4 set aside.</source>
            <translation>文件共 %1 行：新增 %2，合并 %3，搁置 %4。</translation>
        </message>
        <message>
            <source>Set aside</source>
            <translation>搁置</translation>
        </message>
        <message>
            <source>line %1</source>
            <translation>第 %1 行</translation>
        </message>
    </context>
    <context>
        <name>EnrolPage</name>
        <message>
            <source>Your customers, with or without a network</source>
            <translation>有网没网，客户都在手边</translation>
        </message>
        <message>
            <source>Paste the enrolment code that your administrator gave you. It names the server and works once.</source>
            <translation>请粘贴管理员给您的注册码。注册码里含有服务器地址，只能用一次。</translation>
        </message>
        <message>
            <source>Enrolment code</source>
            <translation>注册码</translation>
        </message>
        <message>
            <source>Your data is encrypted on this device. The key never leaves its key store.</source>
            <translation>数据在本机加密保存，密钥不会离开系统密钥库。</translation>
        </message>
        <message>
            <source>Enrolling …</source>
            <translation>正在注册……</translation>
        </message>
        <message>
            <source>Enrol this device</source>
            <translation>注册本机</translation>
        </message>
    </context>
    <context>
        <name>ErrorText</name>
        <message>
            <source>The key of your data is not on this device.</source>
            <translation>本机上没有打开数据的密钥。</translation>
        </message>
        <message>
            <source>Your data is still here, encrypted, but cannot be opened without its key.</source>
            <translation>数据仍在，已加密，但没有密钥打不开。</translation>
        </message>
        <message>
            <source>Restore the key store of this device, or enrol again: what was sent comes back from the server.</source>
            <translation>请恢复本机的密钥库，或重新注册：已发送的内容会从服务器取回。</translation>
        </message>
        <message>
            <source>The device&apos;s key store is locked or busy.</source>
            <translation>系统密钥库被锁定或正忙。</translation>
        </message>
        <message>
            <source>Nothing is lost; the app just cannot read its key yet.</source>
            <translation>什么都没有丢，只是暂时读不到密钥。</translation>
        </message>
        <message>
            <source>Unlock the device and try again.</source>
            <translation>请解锁设备后重试。</translation>
        </message>
        <message>
            <source>The key store refused to hand out the key.</source>
            <translation>系统密钥库拒绝提供密钥。</translation>
        </message>
        <message>
            <source>Your data stays encrypted and untouched.</source>
            <translation>数据仍然加密，未受影响。</translation>
        </message>
        <message>
            <source>Allow the access when the system asks, then try again.</source>
            <translation>请在系统询问时允许访问，然后重试。</translation>
        </message>
        <message>
            <source>This machine has no key store.</source>
            <translation>这台机器没有密钥库。</translation>
        </message>
        <message>
            <source>Without one the key has no safe place, so the app does not open its data.</source>
            <translation>没有密钥库，密钥就无处安放，因此不打开数据。</translation>
        </message>
        <message>
            <source>Start a secret service (for example GNOME Keyring), or use the developer option named in the README.</source>
            <translation>请启动密钥服务（例如 GNOME Keyring），或使用 README 中说明的开发者选项。</translation>
        </message>
        <message>
            <source>The key of your data has been destroyed.</source>
            <translation>打开数据的密钥已被销毁。</translation>
        </message>
        <message>
            <source>This happens when a device is restored or its key store reset. The old file cannot be read again.</source>
            <translation>设备恢复或密钥库重置之后会这样，旧文件无法再读取。</translation>
        </message>
        <message>
            <source>Enrol this device again: everything the server has confirmed comes back.</source>
            <translation>请重新注册本机：服务器确认过的内容都会取回。</translation>
        </message>
        <message>
            <source>The key store reported a failure.</source>
            <translation>系统密钥库报告出错。</translation>
        </message>
        <message>
            <source>Your data stays encrypted and untouched. The system says: %1</source>
            <translation>数据仍然加密，未受影响。系统提示：%1</translation>
        </message>
        <message>
            <source>Restart the device and try again. If it stays, show this page to support.</source>
            <translation>请重启设备后重试；如果依旧，请把本页给技术支持看。</translation>
        </message>
        <message>
            <source>The key does not fit the data on this device.</source>
            <translation>密钥与本机数据不匹配。</translation>
        </message>
        <message>
            <source>The file is unharmed. It was probably made with another device or account.</source>
            <translation>文件完好，可能是另一台设备或另一个账号建立的。</translation>
        </message>
        <message>
            <source>Keep the file, and enrol again or restore the right key.</source>
            <translation>请保留文件，重新注册或恢复正确的密钥。</translation>
        </message>
        <message>
            <source>The data file on this device is damaged.</source>
            <translation>本机的数据文件已损坏。</translation>
        </message>
        <message>
            <source>The app will not write into it any more, so that nothing gets worse.</source>
            <translation>为避免情况变糟，不会再写入这个文件。</translation>
        </message>
        <message>
            <source>Save a copy for support, then enrol again: everything the server has confirmed comes back.</source>
            <translation>请先留一份副本给技术支持，再重新注册：服务器确认过的内容都会取回。</translation>
        </message>
        <message>
            <source>The data was written by a newer version of the app.</source>
            <translation>数据由更新版本的应用写入。</translation>
        </message>
        <message>
            <source>This version could spoil it, so it does not open it. Nothing is lost.</source>
            <translation>当前版本打开可能会损坏它，所以没有打开。什么都没有丢。</translation>
        </message>
        <message>
            <source>The data file is not encrypted.</source>
            <translation>数据文件没有加密。</translation>
        </message>
        <message>
            <source>The app never works on an open file, because anybody could have read or changed it.</source>
            <translation>应用从不使用明文文件，因为任何人都可能看过或改过。</translation>
        </message>
        <message>
            <source>Move the file away and enrol again.</source>
            <translation>请移走该文件后重新注册。</translation>
        </message>
        <message>
            <source>The device&apos;s storage is full.</source>
            <translation>设备存储已满。</translation>
        </message>
        <message>
            <source>What you saved before is safe; the last entry could not be written.</source>
            <translation>之前保存的都在，最后一条没能写入。</translation>
        </message>
        <message>
            <source>Free some space, then save again.</source>
            <translation>请腾出一些空间再保存。</translation>
        </message>
        <message>
            <source>A text is too long.</source>
            <translation>有一段文字太长。</translation>
        </message>
        <message>
            <source>A field takes some 20,000 Chinese characters or 60,000 letters. Nothing was saved.</source>
            <translation>一个字段约可写 20,000 个汉字或 60,000 个字母。本次没有保存。</translation>
        </message>
        <message>
            <source>Shorten it, or make several notes of it.</source>
            <translation>请缩短，或分成几条备注。</translation>
        </message>
        <message>
            <source>A text holds a character that cannot be kept.</source>
            <translation>有一段文字含有无法保存的字符。</translation>
        </message>
        <message>
            <source>It is half a character, or none at all. Nothing was saved.</source>
            <translation>那是半个字符，或根本不是字符。本次没有保存。</translation>
        </message>
        <message>
            <source>Type the text anew, or paste it without formatting.</source>
            <translation>请重新输入，或粘贴为纯文本。</translation>
        </message>
        <message>
            <source>The data file is in use by somebody else.</source>
            <translation>数据文件正被占用。</translation>
        </message>
        <message>
            <source>Another copy of the app may be running.</source>
            <translation>可能另有一个应用正在运行。</translation>
        </message>
        <message>
            <source>Close the other one and try again.</source>
            <translation>请关闭另一个后重试。</translation>
        </message>
        <message>
            <source>The data can only be read.</source>
            <translation>数据目前只能读取。</translation>
        </message>
        <message>
            <source>You can look things up, but nothing new is kept.</source>
            <translation>可以查阅，但新内容不会保存。</translation>
        </message>
        <message>
            <source>Update the app or free the file from write protection.</source>
            <translation>请更新应用，或解除文件的写保护。</translation>
        </message>
        <message>
            <source>Reading or writing the data on this device failed.</source>
            <translation>读写本机数据时出错。</translation>
        </message>
        <message>
            <source>What was saved before is safe.</source>
            <translation>之前保存的内容都在。</translation>
        </message>
        <message>
            <source>Location is switched off on this device.</source>
            <translation>本机的定位已关闭。</translation>
        </message>
        <message>
            <source>You can check in all the same; the visit is then kept without a place.</source>
            <translation>仍然可以签到，只是这次拜访不带位置。</translation>
        </message>
        <message>
            <source>Switch location on, or check in with a reason.</source>
            <translation>请打开定位，或说明原因后签到。</translation>
        </message>
        <message>
            <source>The app may not use the location.</source>
            <translation>应用没有定位权限。</translation>
        </message>
        <message>
            <source>Allow it in the system&apos;s settings, or check in with a reason.</source>
            <translation>请在系统设置中允许，或说明原因后签到。</translation>
        </message>
        <message>
            <source>No position could be found in time.</source>
            <translation>没能及时获得定位。</translation>
        </message>
        <message>
            <source>Indoors this is usual and does no harm.</source>
            <translation>在室内很常见，没有关系。</translation>
        </message>
        <message>
            <source>Try again near a window, or check in with a reason.</source>
            <translation>请到窗边重试，或说明原因后签到。</translation>
        </message>
        <message>
            <source>The position could not be measured.</source>
            <translation>无法获得定位。</translation>
        </message>
        <message>
            <source>Try again, or check in with a reason.</source>
            <translation>请重试，或说明原因后签到。</translation>
        </message>
        <message>
            <source>There is no network.</source>
            <translation>目前没有网络。</translation>
        </message>
        <message>
            <source>You can go on working; everything is kept on this device.</source>
            <translation>可以照常工作，内容都保存在本机。</translation>
        </message>
        <message>
            <source>Nothing to do: it is sent by itself when the network is back.</source>
            <translation>无需操作：网络恢复后会自动发送。</translation>
        </message>
        <message>
            <source>The server&apos;s certificate is not trusted.</source>
            <translation>服务器证书不受信任。</translation>
        </message>
        <message>
            <source>Somebody could be listening in, so nothing was sent. Your work stays on this device.</source>
            <translation>可能有人窃听，所以什么都没有发送，内容仍在本机。</translation>
        </message>
        <message>
            <source>Check the server address and the network, or ask your administrator for a new enrolment code.</source>
            <translation>请检查服务器地址和网络，或向管理员要一个新的注册码。</translation>
        </message>
        <message>
            <source>The server did not answer in time.</source>
            <translation>服务器没有及时响应。</translation>
        </message>
        <message>
            <source>Your work stays on this device until the server has confirmed it.</source>
            <translation>服务器确认之前，内容一直保存在本机。</translation>
        </message>
        <message>
            <source>Nothing to do: the app tries again by itself.</source>
            <translation>无需操作：应用会自动重试。</translation>
        </message>
        <message>
            <source>The connection broke off.</source>
            <translation>连接中断了。</translation>
        </message>
        <message>
            <source>What had arrived is kept; the rest is still on this device.</source>
            <translation>已到达的保留着，其余仍在本机。</translation>
        </message>
        <message>
            <source>Nothing to do: it continues where it stopped.</source>
            <translation>无需操作：会从中断处继续。</translation>
        </message>
        <message>
            <source>The transfer was stopped.</source>
            <translation>传输已停止。</translation>
        </message>
        <message>
            <source>Start it again when you like.</source>
            <translation>需要时可以再次开始。</translation>
        </message>
        <message>
            <source>The server address is not valid.</source>
            <translation>服务器地址无效。</translation>
        </message>
        <message>
            <source>The app cannot find out where to send to.</source>
            <translation>应用不知道该发往哪里。</translation>
        </message>
        <message>
            <source>Check the address in the enrolment code.</source>
            <translation>请检查注册码中的地址。</translation>
        </message>
        <message>
            <source>The server cannot be reached.</source>
            <translation>连不上服务器。</translation>
        </message>
        <message>
            <source>App and server speak different versions.</source>
            <translation>应用与服务器的版本不一致。</translation>
        </message>
        <message>
            <source>Your work stays on this device until they understand each other again.</source>
            <translation>版本一致之前，内容一直保存在本机。</translation>
        </message>
        <message>
            <source>Update the app.</source>
            <translation>请更新应用。</translation>
        </message>
        <message>
            <source>The server&apos;s answer could not be understood.</source>
            <translation>无法理解服务器的答复。</translation>
        </message>
        <message>
            <source>Nothing was taken over; your work stays on this device.</source>
            <translation>没有采用任何内容，您的内容仍在本机。</translation>
        </message>
        <message>
            <source>Check the network (a sign-in page may be in between) and try again.</source>
            <translation>请检查网络（可能需要先在网页上登录）后重试。</translation>
        </message>
        <message>
            <source>Copy the whole text again and paste it here.</source>
            <translation>请重新复制完整内容并粘贴到这里。</translation>
        </message>
        <message>
            <source>The server does not know this enrolment code.</source>
            <translation>服务器不认识这个注册码。</translation>
        </message>
        <message>
            <source>Codes can be used once and only for a short time.</source>
            <translation>注册码只能用一次，而且有效期很短。</translation>
        </message>
        <message>
            <source>Ask your administrator for a new one.</source>
            <translation>请向管理员要一个新的。</translation>
        </message>
        <message>
            <source>You may no longer change this record.</source>
            <translation>您已无权修改这条记录。</translation>
        </message>
        <message>
            <source>It belongs to another territory now. Your version is kept aside.</source>
            <translation>它已划到别的区域，您的版本另行保留。</translation>
        </message>
        <message>
            <source>Hand it to the colleague in charge, or ask your team lead.</source>
            <translation>请转给负责的同事，或询问主管。</translation>
        </message>
        <message>
            <source>The server could not deal with this.</source>
            <translation>服务器无法处理这处改动。</translation>
        </message>
        <message>
            <source>It has put it aside so that the rest could go on. Your version is kept here.</source>
            <translation>服务器已将它单独存放，其余改动照常同步；您的版本保留在本机。</translation>
        </message>
        <message>
            <source>Tell your administrator. Send it again later, or let it rest.</source>
            <translation>请告知管理员；可稍后重新发送，或放弃这处改动。</translation>
        </message>
        <message>
            <source>This device has been taken off the list.</source>
            <translation>本机已被移出名单。</translation>
        </message>
        <message>
            <source>The server no longer takes anything from it. Unsent work stays here.</source>
            <translation>服务器不再接收本机的内容，未发送的仍在本机。</translation>
        </message>
        <message>
            <source>Ask your administrator for a new enrolment code.</source>
            <translation>请向管理员要一个新的注册码。</translation>
        </message>
        <message>
            <source>Not everything could be synchronised.</source>
            <translation>没有全部同步成功。</translation>
        </message>
        <message>
            <source>What was not confirmed stays on this device.</source>
            <translation>未确认的内容仍在本机。</translation>
        </message>
        <message>
            <source>The app tries again by itself. The list below names what is affected.</source>
            <translation>应用会自动重试，受影响的内容见下面的列表。</translation>
        </message>
        <message>
            <source>The file holds no rows.</source>
            <translation>文件里没有数据行。</translation>
        </message>
        <message>
            <source>Nothing was imported.</source>
            <translation>没有导入任何内容。</translation>
        </message>
        <message>
            <source>Choose another file.</source>
            <translation>请选择另一个文件。</translation>
        </message>
        <message>
            <source>The text encoding of the file could not be recognised.</source>
            <translation>无法识别文件的文字编码。</translation>
        </message>
        <message>
            <source>Characters would come out wrong, so nothing was imported.</source>
            <translation>导入会出现乱码，所以没有导入。</translation>
        </message>
        <message>
            <source>Save the file as UTF-8 or GB18030 and choose it again.</source>
            <translation>请把文件另存为 UTF-8 或 GB18030 再选择。</translation>
        </message>
        <message>
            <source>The file is too large.</source>
            <translation>文件太大。</translation>
        </message>
        <message>
            <source>Split the file and import the parts one after the other.</source>
            <translation>请拆分后逐个导入。</translation>
        </message>
        <message>
            <source>The file cannot be imported.</source>
            <translation>无法导入这个文件。</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>没有任何改动。</translation>
        </message>
        <message>
            <source>Check that it is a CSV file with one heading line, and try again.</source>
            <translation>请确认是带一行表头的 CSV 文件，然后重试。</translation>
        </message>
        <message>
            <source>A playbook could not be read.</source>
            <translation>有一份作业手册无法读取。</translation>
        </message>
        <message>
            <source>The visit itself and everything you have noted is unharmed.</source>
            <translation>拜访和已记下的内容都完好。</translation>
        </message>
        <message>
            <source>Something went wrong.</source>
            <translation>出了点问题。</translation>
        </message>
        <message>
            <source>Try again. If it stays, tell support the code: %1</source>
            <translation>请重试；如果依旧，请把代码告诉技术支持：%1</translation>
        </message>
        <message>
            <source>There is data on this device, but its key is gone.</source>
            <translation>本机有数据，但密钥不见了。</translation>
        </message>
        <message>
            <source>The data has not been touched. Without its key nobody can read it.</source>
            <translation>数据没有动过；没有密钥，谁也读不了。</translation>
        </message>
        <message>
            <source>The data file of this device is missing.</source>
            <translation>本机的数据文件不见了。</translation>
        </message>
        <message>
            <source>The app knows that there was one, so it does not begin anew by itself.</source>
            <translation>应用知道这里原本有数据，所以不会自行重新开始。</translation>
        </message>
        <message>
            <source>Put the file back from a copy, or enrol again: what was sent comes back from the server.</source>
            <translation>请用副本放回文件，或重新注册：已发送的内容会从服务器取回。</translation>
        </message>
        <message>
            <source>The data is in use by another copy of the app.</source>
            <translation>另一个运行中的应用正在使用这些数据。</translation>
        </message>
        <message>
            <source>Two copies must not write at once.</source>
            <translation>不能有两个同时写入。</translation>
        </message>
        <message>
            <source>This record is no longer here.</source>
            <translation>这条记录已经不在了。</translation>
        </message>
        <message>
            <source>It was deleted, or belongs to another territory now.</source>
            <translation>可能已被删除，或划到了别的区域。</translation>
        </message>
        <message>
            <source>Go back to the list; if you miss it, ask your team lead.</source>
            <translation>请返回列表；如果需要它，请联系主管。</translation>
        </message>
        <message>
            <source>This can no longer be undone.</source>
            <translation>已经无法撤销。</translation>
        </message>
        <message>
            <source>It has been taken back already, or is too long ago.</source>
            <translation>可能已经撤销过，或时间太久。</translation>
        </message>
        <message>
            <source>Change it by hand if you need to.</source>
            <translation>如有需要，请手动修改。</translation>
        </message>
        <message>
            <source>Try again. If it stays, restart the app and tell support the code %1.</source>
            <translation>请重试；如果依旧，请重启应用，并把代码 %1 告诉技术支持。</translation>
        </message>
        <message>
            <source>That does not fit the state of the visit.</source>
            <translation>拜访目前的状态不允许这样做。</translation>
        </message>
        <message>
            <source>It may have been changed on another device meanwhile.</source>
            <translation>可能已在另一台设备上改动。</translation>
        </message>
        <message>
            <source>Look at the visit again; nothing you wrote is lost.</source>
            <translation>请再看一下这次拜访；您写的内容没有丢。</translation>
        </message>
        <message>
            <source>A reason is needed for checking in here.</source>
            <translation>在这里签到需要说明原因。</translation>
        </message>
        <message>
            <source>The position does not show that you are at the customer.</source>
            <translation>定位未能显示您在客户处。</translation>
        </message>
        <message>
            <source>Choose or write a reason; any honest one is enough.</source>
            <translation>请选择或填写原因，如实说明即可。</translation>
        </message>
        <message>
            <source>Nothing has been written yet.</source>
            <translation>还没有写内容。</translation>
        </message>
        <message>
            <source>An empty entry is not kept.</source>
            <translation>空白的内容不会保存。</translation>
        </message>
        <message>
            <source>Write at least one word.</source>
            <translation>请至少写几个字。</translation>
        </message>
        <message>
            <source>The score is not on the scale.</source>
            <translation>分值超出范围。</translation>
        </message>
        <message>
            <source>Scores go from -3 to +3.</source>
            <translation>分值从 -3 到 +3。</translation>
        </message>
        <message>
            <source>Choose one of the seven values.</source>
            <translation>请在七个分值中选一个。</translation>
        </message>
        <message>
            <source>A day is missing.</source>
            <translation>缺少日期。</translation>
        </message>
        <message>
            <source>Without a day nobody can be reminded.</source>
            <translation>没有日期就无法提醒。</translation>
        </message>
        <message>
            <source>Choose the day that you agreed on.</source>
            <translation>请选择约定的日期。</translation>
        </message>
        <message>
            <source>That does not fit the state of the promise.</source>
            <translation>承诺目前的状态不允许这样做。</translation>
        </message>
        <message>
            <source>It may have been settled on another device meanwhile.</source>
            <translation>可能已在另一台设备上了结。</translation>
        </message>
        <message>
            <source>Look at the promise again.</source>
            <translation>请再看一下这项承诺。</translation>
        </message>
        <message>
            <source>Somebody has settled this conflict already.</source>
            <translation>这个冲突已经有人处理了。</translation>
        </message>
        <message>
            <source>Both versions are kept in the record.</source>
            <translation>两个版本都留有记录。</translation>
        </message>
        <message>
            <source>Nothing to do; look at the record if you want another value.</source>
            <translation>无需操作；想改成别的，请打开这条记录。</translation>
        </message>
        <message>
            <source>The record has been deleted meanwhile.</source>
            <translation>这条记录已经被删除。</translation>
        </message>
        <message>
            <source>There is nothing left that could be changed.</source>
            <translation>已没有可修改的内容。</translation>
        </message>
        <message>
            <source>Keep what is shown; that closes the conflict.</source>
            <translation>保留目前显示的内容即可了结冲突。</translation>
        </message>
        <message>
            <source>This value does not fit the field.</source>
            <translation>这个内容不符合该栏的要求。</translation>
        </message>
        <message>
            <source>It has not been stored; what you typed is still here.</source>
            <translation>尚未保存，您输入的内容还在。</translation>
        </message>
        <message>
            <source>Correct it and try again.</source>
            <translation>请修改后重试。</translation>
        </message>
        <message>
            <source>This device does not belong to anybody yet.</source>
            <translation>本机还没有注册。</translation>
        </message>
        <message>
            <source>There is nothing to show before it is enrolled.</source>
            <translation>注册之前没有可显示的内容。</translation>
        </message>
        <message>
            <source>Enter the enrolment code.</source>
            <translation>请输入注册码。</translation>
        </message>
        <message>
            <source>This is not an enrolment code, or a part of it is missing.</source>
            <translation>这不是注册码，或者没有复制完整。</translation>
        </message>
        <message>
            <source>A code is one long text that begins with &quot;legwork:&quot;.</source>
            <translation>注册码是以“legwork:”开头的一长串文字。</translation>
        </message>
        <message>
            <source>This enrolment code has expired.</source>
            <translation>这个注册码已过期。</translation>
        </message>
        <message>
            <source>This enrolment code has been used already.</source>
            <translation>这个注册码已经用过了。</translation>
        </message>
        <message>
            <source>The data on this device belongs to somebody else.</source>
            <translation>本机的数据属于另一个人。</translation>
        </message>
        <message>
            <source>It is not mixed with yours, and has not been touched.</source>
            <translation>没有与您的混在一起，也没有动过。</translation>
        </message>
        <message>
            <source>Use another device, or ask your administrator to clear this one.</source>
            <translation>请换一台设备，或请管理员清空本机。</translation>
        </message>
        <message>
            <source>Go on without it and tell your administrator the code %1.</source>
            <translation>请先继续，并把代码 %1 告诉管理员。</translation>
        </message>
        <message>
            <source>This cannot be taken away here.</source>
            <translation>这里不能删除它。</translation>
        </message>
        <message>
            <source>Only what was noted on a visit can be.</source>
            <translation>只能删除拜访时记下的内容。</translation>
        </message>
        <message>
            <source>Change the record itself instead.</source>
            <translation>请直接修改这条记录。</translation>
        </message>
        <message>
            <source>The server does not know the person this code is for.</source>
            <translation>服务器上没有这个注册码对应的人员。</translation>
        </message>
        <message>
            <source>Nothing was changed on this device.</source>
            <translation>本机上没有改动任何内容。</translation>
        </message>
        <message>
            <source>Ask your administrator for a new code.</source>
            <translation>请向管理员要一个新的注册码。</translation>
        </message>
        <message>
            <source>The server no longer knows this device.</source>
            <translation>服务器已不认识这台设备。</translation>
        </message>
        <message>
            <source>It takes nothing from it for now. Unsent work stays here.</source>
            <translation>服务器暂不接收本机的内容，未发送的工作保留在本机。</translation>
        </message>
        <message>
            <source>These data are a copy, or an older state, of this device&apos;s.</source>
            <translation>这些数据是本机数据的副本，或是较早的状态。</translation>
        </message>
        <message>
            <source>So that nothing is counted twice, it gets a name of its own at the server. Everything stays here.</source>
            <translation>为避免重复计入，本机会在服务器上换用新的身份。所有内容都还在本机。</translation>
        </message>
        <message>
            <source>The server was put back to an older state.</source>
            <translation>服务器已恢复到较早的状态。</translation>
        </message>
        <message>
            <source>What it has lost of your edits is on this device and is sent again.</source>
            <translation>服务器丢失的您的改动还在本机，会重新发送。</translation>
        </message>
        <message>
            <source>The server misses some of your edits.</source>
            <translation>服务器缺少您的部分改动。</translation>
        </message>
        <message>
            <source>They are still on this device and are sent again, in order.</source>
            <translation>这些改动仍在本机，会按顺序重新发送。</translation>
        </message>
        <message>
            <source>The server needs a newer version of the app.</source>
            <translation>服务器需要更新版本的应用。</translation>
        </message>
        <message>
            <source>Your work stays on this device until then.</source>
            <translation>在此之前，您的工作保留在本机。</translation>
        </message>
        <message>
            <source>The app is newer than the server.</source>
            <translation>应用的版本比服务器新。</translation>
        </message>
        <message>
            <source>Your work stays on this device until the server follows.</source>
            <translation>在服务器更新之前，您的工作保留在本机。</translation>
        </message>
        <message>
            <source>Tell your administrator that the server needs an update.</source>
            <translation>请告诉管理员：服务器需要更新。</translation>
        </message>
        <message>
            <source>The record lies in another territory.</source>
            <translation>这条记录属于另一个区域。</translation>
        </message>
        <message>
            <source>It could not be tied to what you wrote. Your version is kept aside.</source>
            <translation>无法与您写的内容关联，您的版本已另外保存。</translation>
        </message>
        <message>
            <source>Write it once more on a record of your own territory.</source>
            <translation>请在本区域的记录上重新填写。</translation>
        </message>
        <message>
            <source>The server no longer has this record.</source>
            <translation>服务器上已没有这条记录。</translation>
        </message>
        <message>
            <source>What you wrote about it is kept aside.</source>
            <translation>您写的相关内容已另外保存。</translation>
        </message>
        <message>
            <source>Ask your team lead where the record has gone.</source>
            <translation>请向主管询问这条记录的去向。</translation>
        </message>
        <message>
            <source>Somebody has deleted this record.</source>
            <translation>有人删除了这条记录。</translation>
        </message>
        <message>
            <source>Make the record anew if it is still needed, or let it rest.</source>
            <translation>如仍需要，请重新建立；否则可以不处理。</translation>
        </message>
        <message>
            <source>What this belongs to is not on the server.</source>
            <translation>这条内容所属的记录不在服务器上。</translation>
        </message>
        <message>
            <source>Your version is kept aside.</source>
            <translation>您的版本已另外保存。</translation>
        </message>
        <message>
            <source>Look whether the customer or the visit still exists, then write it there.</source>
            <translation>请先查看客户或拜访是否还在，再填写一次。</translation>
        </message>
        <message>
            <source>The server did not accept a value.</source>
            <translation>服务器没有接受其中一个值。</translation>
        </message>
        <message>
            <source>Correct it and save it again.</source>
            <translation>请更正后再保存。</translation>
        </message>
        <message>
            <source>The record has become too large.</source>
            <translation>这条记录太大了。</translation>
        </message>
        <message>
            <source>The last addition is kept aside on this device.</source>
            <translation>最后添加的内容已另存在本机。</translation>
        </message>
        <message>
            <source>Shorten it and save it again.</source>
            <translation>请缩短后再保存。</translation>
        </message>
        <message>
            <source>Something saved together with this was not accepted.</source>
            <translation>与它一同保存的另一项没有被接受。</translation>
        </message>
        <message>
            <source>Things that belong together are taken together or not at all; all of it is kept aside.</source>
            <translation>一同保存的内容要么全部接受，要么全不接受；它们都已另外保存。</translation>
        </message>
        <message>
            <source>Look at the other entry of the same moment.</source>
            <translation>请查看同一时刻的另一项。</translation>
        </message>
        <message>
            <source>The server has too much to do.</source>
            <translation>服务器正忙。</translation>
        </message>
        <message>
            <source>The server asks for a pause.</source>
            <translation>服务器要求稍后再试。</translation>
        </message>
        <message>
            <source>It was asked too often, or too many wrong codes were tried.</source>
            <translation>请求过于频繁，或试过太多错误的注册码。</translation>
        </message>
        <message>
            <source>Wait a few minutes; the app then tries again by itself.</source>
            <translation>请等几分钟，应用会自动重试。</translation>
        </message>
        <message>
            <source>The server&apos;s database cannot be reached.</source>
            <translation>服务器的数据库暂时连不上。</translation>
        </message>
        <message>
            <source>Nothing was changed there that you were not told of. Your work stays on this device.</source>
            <translation>服务器上没有发生您不知道的改动，您的工作保留在本机。</translation>
        </message>
        <message>
            <source>The server has a problem.</source>
            <translation>服务器出了问题。</translation>
        </message>
        <message>
            <source>Try again later. If it stays, tell your administrator the code %1.</source>
            <translation>请稍后再试；如仍然如此，请把代码 %1 告诉管理员。</translation>
        </message>
        <message>
            <source>Update the app: the newer version opens it, with everything that is not sent yet.</source>
            <translation>请更新应用：新版本可以打开这些数据，包括尚未发送的内容。</translation>
        </message>
        <message>
            <source>The plan could not be made.</source>
            <translation>无法生成行程。</translation>
        </message>
        <message>
            <source>Your visits stay as they are.</source>
            <translation>您的拜访保持不变。</translation>
        </message>
        <message>
            <source>Check places, days and times. If it stays, tell your administrator the code %1.</source>
            <translation>请检查地点、日期和时间；如仍然如此，请把代码 %1 告诉管理员。</translation>
        </message>
        <message>
            <source>By the date of this device, the server&apos;s certificate has expired.</source>
            <translation>按本机日期，服务器的证书已过期。</translation>
        </message>
        <message>
            <source>By the date of this device, the server&apos;s certificate is not valid yet.</source>
            <translation>按本机日期，服务器的证书尚未生效。</translation>
        </message>
        <message>
            <source>So nothing was sent. Your work stays on this device, and no edit is lost by a wrong clock.</source>
            <translation>因此没有发送任何内容。您的工作保留在本机，时钟不准也不会丢失改动。</translation>
        </message>
        <message>
            <source>Check date and time of this device. If they are right, tell your administrator.</source>
            <translation>请检查本机的日期和时间；如果没有错，请告诉管理员。</translation>
        </message>
        <message>
            <source>The enrolment code names no certificate to trust.</source>
            <translation>注册码里没有可信任的证书。</translation>
        </message>
        <message>
            <source>Nothing was sent.</source>
            <translation>没有发送任何内容。</translation>
        </message>
        <message>
            <source>Somebody other than the server answered.</source>
            <translation>回应的不是服务器。</translation>
        </message>
        <message>
            <source>This is usual in public networks that want one to sign in first. Nothing was sent.</source>
            <translation>公共网络要求先登录时常会这样。没有发送任何内容。</translation>
        </message>
        <message>
            <source>Open a browser and sign in to the network, or use another one.</source>
            <translation>请打开浏览器登录该网络，或换一个网络。</translation>
        </message>
        <message>
            <source>The picture is not on this device.</source>
            <translation>这张图片不在本设备上。</translation>
        </message>
        <message>
            <source>What is known about it is here; the picture itself is with the server.</source>
            <translation>它的信息在这里，图片本身在服务器上。</translation>
        </message>
        <message>
            <source>Open it again when there is a network.</source>
            <translation>有网络时再打开一次。</translation>
        </message>
        <message>
            <source>The file of a picture is damaged.</source>
            <translation>图片文件已损坏。</translation>
        </message>
        <message>
            <source>Somebody or something changed it on the disk, so it is not shown.</source>
            <translation>它在存储中被改动过，因此不予显示。</translation>
        </message>
        <message>
            <source>Open it again when there is a network: the server&apos;s copy comes in its place.</source>
            <translation>有网络时再打开一次：服务器上的副本会替换它。</translation>
        </message>
        <message>
            <source>The server does not have this picture yet.</source>
            <translation>服务器上还没有这张图片。</translation>
        </message>
        <message>
            <source>The device on which it was taken has not sent it so far.</source>
            <translation>拍摄它的设备还没有发送。</translation>
        </message>
        <message>
            <source>Nothing to do: it comes when it is there.</source>
            <translation>无需操作：图片到达后会自动取回。</translation>
        </message>
        <message>
            <source>The server takes files of up to 512 MB; this one stays on this device.</source>
            <translation>服务器接收的文件最大为 512 MB；这个文件留在本机。</translation>
        </message>
        <message>
            <source>Add a smaller one in its place.</source>
            <translation>请改为添加较小的文件。</translation>
        </message>
        <message>
            <source>This file is not a picture that the app can show.</source>
            <translation>这个文件不是应用能显示的图片。</translation>
        </message>
        <message>
            <source>Nothing was added.</source>
            <translation>没有添加任何内容。</translation>
        </message>
        <message>
            <source>A picture could not be carried to or from the server.</source>
            <translation>图片未能与服务器传输。</translation>
        </message>
        <message>
            <source>It is safe on the device that has it, and it is tried again by itself.</source>
            <translation>它安全地保存在拥有它的设备上，会自动重试。</translation>
        </message>
        <message>
            <source>Nothing to do: it goes on as soon as it can.</source>
            <translation>无需操作：条件允许时会自动继续。</translation>
        </message>
        <message>
            <source>Handed over: colleagues of another territory look after this now.</source>
            <translation>已移交：这条记录现在由其他区域的同事负责。</translation>
        </message>
        <message>
            <source>What you wrote holds, and they have it.</source>
            <translation>您写的内容有效，他们已经收到。</translation>
        </message>
        <message>
            <source>Nothing to do.</source>
            <translation>无需处理。</translation>
        </message>
        <message>
            <source>Somebody else has moved this customer meanwhile.</source>
            <translation>其他人已先移动了这个客户。</translation>
        </message>
        <message>
            <source>It stays where they have moved it.</source>
            <translation>客户留在对方移动到的区域。</translation>
        </message>
        <message>
            <source>Move it once more if it should be elsewhere.</source>
            <translation>如果应在别处，请再移动一次。</translation>
        </message>
        <message>
            <source>You may not change both territories.</source>
            <translation>您没有同时修改这两个区域的权限。</translation>
        </message>
        <message>
            <source>The customer stays where it is.</source>
            <translation>客户留在原处。</translation>
        </message>
        <message>
            <source>Ask your team lead to move it.</source>
            <translation>请主管来移动。</translation>
        </message>
        <message>
            <source>Choose a JPEG or PNG file.</source>
            <translation>请选择 JPEG 或 PNG 文件。</translation>
        </message>
        <message>
            <source>There is no room for another pinned customer.</source>
            <translation>置顶的客户已满。</translation>
        </message>
        <message>
            <source>%1 are pinned already; more would be no shorter than a search.</source>
            <translation>已置顶 %1 个客户；再多就不如直接搜索了。</translation>
        </message>
        <message>
            <source>Unpin one that you no longer need at hand.</source>
            <translation>请取消一个不再常用的置顶。</translation>
        </message>
    </context>
    <context>
        <name>FactSheet</name>
        <message>
            <source>Which fact?</source>
            <translation>哪一项？</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>记下</translation>
        </message>
    </context>
    <context>
        <name>HitLine</name>
        <message>
            <source>Pinned</source>
            <translation>置顶</translation>
        </message>
        <message>
            <source>Opened lately</source>
            <translation>最近打开</translation>
        </message>
        <message>
            <source>Searched for lately</source>
            <translation>最近搜索</translation>
        </message>
        <message>
            <source>More: %1</source>
            <translation>更多%1</translation>
        </message>
        <message>
            <source>Forget these searches</source>
            <translation>清除这些搜索记录</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>我的</translation>
        </message>
    </context>
    <context>
        <name>IconButton</name>
        <message>
            <source>Cannot be used now</source>
            <translation>暂不可用</translation>
        </message>
    </context>
    <context>
        <name>ImportPage</name>
        <message>
            <source>Import customers</source>
            <translation>导入客户</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>核对</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Columns are right</source>
            <translation>列没有问题</translation>
        </message>
        <message numerus="yes">
            <source>Import %n row(s)</source>
            <translation>
                <numerusform>导入 %n 行</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo the import</source>
            <translation>撤销导入</translation>
        </message>
        <message>
            <source>To the customers</source>
            <translation>查看客户</translation>
        </message>
    </context>
    <context>
        <name>ImportWords</name>
        <message>
            <source>Latitude</source>
            <translation>纬度</translation>
        </message>
        <message>
            <source>Longitude</source>
            <translation>经度</translation>
        </message>
        <message>
            <source>Keep under its heading</source>
            <translation>按原列名保留</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>不导入</translation>
        </message>
        <message>
            <source>Contact: %1</source>
            <translation>联系人：%1</translation>
        </message>
        <message>
            <source>The heading says so</source>
            <translation>依据列名</translation>
        </message>
        <message>
            <source>Heading and cells agree</source>
            <translation>列名与内容一致</translation>
        </message>
        <message>
            <source>The cells look like it</source>
            <translation>依据内容</translation>
        </message>
        <message>
            <source>Not recognised</source>
            <translation>未识别</translation>
        </message>
        <message>
            <source>Another column fits better</source>
            <translation>另一列更合适</translation>
        </message>
        <message>
            <source>The cells do not fit the heading</source>
            <translation>内容与列名不符</translation>
        </message>
        <message>
            <source>None of these colleagues is known here</source>
            <translation>这些同事这里都没有</translation>
        </message>
        <message>
            <source>No column names the person</source>
            <translation>没有姓名列</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>由您选定</translation>
        </message>
        <message>
            <source>Same outside key</source>
            <translation>外部编号相同</translation>
        </message>
        <message>
            <source>Same name, same place</source>
            <translation>名称、地点都相同</translation>
        </message>
        <message>
            <source>Same e-mail address</source>
            <translation>邮箱相同</translation>
        </message>
        <message>
            <source>Outside keys differ</source>
            <translation>外部编号不同</translation>
        </message>
        <message>
            <source>Names differ a little</source>
            <translation>名称略有不同</translation>
        </message>
        <message>
            <source>Addresses differ</source>
            <translation>地址不同</translation>
        </message>
        <message>
            <source>Far apart: perhaps branches</source>
            <translation>相距较远，可能是分支机构</translation>
        </message>
        <message>
            <source>Phone or e-mail differ</source>
            <translation>电话或邮箱不同</translation>
        </message>
        <message>
            <source>No name in the row</source>
            <translation>这一行没有名称</translation>
        </message>
        <message>
            <source>The row has %1 cells, the heading %2</source>
            <translation>这一行有 %1 格，表头只有 %2 格</translation>
        </message>
        <message>
            <source>Holds bytes that are no text</source>
            <translation>含有不是文字的字节</translation>
        </message>
        <message>
            <source>Holds a value that no field takes</source>
            <translation>含有无法存放的内容</translation>
        </message>
        <message>
            <source>A person without a customer</source>
            <translation>联系人没有对应的客户</translation>
        </message>
        <message>
            <source>The customer “%1” is not here</source>
            <translation>没有名为「%1」的客户</translation>
        </message>
        <message>
            <source>Several customers are called “%1”</source>
            <translation>有多家客户叫「%1」</translation>
        </message>
        <message>
            <source>Left out by you as a duplicate</source>
            <translation>您选择不导入的重复行</translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Sync</source>
            <translation>同步</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
    </context>
    <context>
        <name>LostRowsPage</name>
        <message>
            <source>Kept only here</source>
            <translation>只在这台设备上</translation>
        </message>
        <message>
            <source>The server was put back to a backup and does not know these records any more. Nothing has to be done: when the device of whoever made them next synchronises, they are back. Your own changes to them wait until then.</source>
            <translation>服务器恢复到了以前的备份，暂时没有这些记录。不用做什么：等写下它们的同事的设备再次同步，它们就回来了。您对它们的改动会一直等着，不会丢。</translation>
        </message>
        <message>
            <source>Nothing is missing on the server</source>
            <translation>服务器上什么都不缺</translation>
        </message>
        <message>
            <source>Should the server ever be put back to a backup, what it has lost is kept here until it is back.</source>
            <translation>万一服务器恢复到以前的备份，它丢掉的记录会留在这里，直到补回去。</translation>
        </message>
        <message>
            <source>Let this record go?</source>
            <translation>不再保留这条记录？</translation>
        </message>
        <message>
            <source>It is then removed from this device. If whoever made it synchronises later, it comes back all the same.</source>
            <translation>它会从这台设备上移除。写下它的同事以后同步时，它仍会回来。</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Let it go</source>
            <translation>不再保留</translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) of yours wait for it</source>
            <translation>
                <numerusform>您有 %n 处改动在等它回来</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MomentStrip</name>
        <message>
            <source>Moments</source>
            <translation>关键时刻</translation>
        </message>
    </context>
    <context>
        <name>MorePage</name>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>Conflicts</source>
            <translation>冲突</translation>
        </message>
        <message numerus="yes">
            <source>%n wait(s) for you</source>
            <translation>
                <numerusform>有 %n 处等您决定</numerusform>
            </translation>
        </message>
        <message>
            <source>None</source>
            <translation>没有</translation>
        </message>
        <message>
            <source>Import customers</source>
            <translation>导入客户</translation>
        </message>
        <message>
            <source>From a CSV file, with a preview; can be undone</source>
            <translation>从 CSV 文件导入，可预览，可撤销</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Language, appearance, this device</source>
            <translation>语言、外观、本机</translation>
        </message>
    </context>
    <context>
        <name>MoveSheet</name>
        <message>
            <source>Move to which territory?</source>
            <translation>移到哪个区域？</translation>
        </message>
        <message>
            <source>Contacts, visits, notes and everything else about this customer go along. Work that colleagues have not sent yet is not lost: it follows.</source>
            <translation>联系人、拜访、备注等与该客户有关的一切都会一起移动。同事尚未发送的工作不会丢失，会随后跟上。</translation>
        </message>
    </context>
    <context>
        <name>NavBar</name>
        <message>
            <source>Main places</source>
            <translation>主导航</translation>
        </message>
    </context>
    <context>
        <name>NextVisitCard</name>
        <message>
            <source>On site since %1</source>
            <translation>%1 已到场</translation>
        </message>
        <message>
            <source>Next at %1</source>
            <translation>下一站 %1</translation>
        </message>
        <message>
            <source>Next visit</source>
            <translation>下一站</translation>
        </message>
        <message>
            <source>Checklist</source>
            <translation>检查表</translation>
        </message>
        <message>
            <source>Promises</source>
            <translation>承诺</translation>
        </message>
        <message>
            <source>Objections</source>
            <translation>异议</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Prepare</source>
            <translation>准备</translation>
        </message>
    </context>
    <context>
        <name>OpportunityLine</name>
        <message>
            <source>Decision %1</source>
            <translation>预计 %1 决定</translation>
        </message>
    </context>
    <context>
        <name>Panes</name>
        <message>
            <source>Choose something on the left</source>
            <translation>请在左侧选择</translation>
        </message>
        <message>
            <source>Its details open here, so that the list stays in sight.</source>
            <translation>详情会在这里打开，列表始终可见。</translation>
        </message>
    </context>
    <context>
        <name>PastVisitLine</name>
        <message>
            <source>Next: %1</source>
            <translation>下一步：%1</translation>
        </message>
    </context>
    <context>
        <name>PickPane</name>
        <message>
            <source>A CSV file with your customers</source>
            <translation>一份客户 CSV 文件</translation>
        </message>
        <message>
            <source>One heading line, then one customer or person per line. UTF-8, GB18030 and UTF-16 are recognised; columns may have any order and name.</source>
            <translation>第一行是表头，之后每行一个客户或联系人。自动识别 UTF-8、GB18030、UTF-16；列名和顺序不限。</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>选择文件</translation>
        </message>
        <message>
            <source>Nothing is stored before you have seen the preview, and the whole import can be undone afterwards.</source>
            <translation>看过预览之前不会保存任何内容；导入之后也可以整批撤销。</translation>
        </message>
        <message>
            <source>Tables (*.csv *.tsv *.txt)</source>
            <translation>表格文件 (*.csv *.tsv *.txt)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
    </context>
    <context>
        <name>PicturePage</name>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Remove the picture</source>
            <translation>移除图片</translation>
        </message>
        <message>
            <source>Removed</source>
            <translation>已移除</translation>
        </message>
        <message>
            <source>It can be brought back while the bar below stands.</source>
            <translation>下方提示条还在时可以恢复。</translation>
        </message>
        <message>
            <source>Picture removed</source>
            <translation>图片已移除</translation>
        </message>
    </context>
    <context>
        <name>PictureStrip</name>
        <message>
            <source>Pictures · %1</source>
            <translation>图片 · %1</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Add a picture</source>
            <translation>添加图片</translation>
        </message>
        <message>
            <source>A shelf, a card, a delivery note: added without a network too, and encrypted at once.</source>
            <translation>货架、名片、送货单：没有网络也能添加，立即加密保存。</translation>
        </message>
        <message>
            <source>Pictures (*.jpg *.jpeg *.png)</source>
            <translation>图片 (*.jpg *.jpeg *.png)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
    </context>
    <context>
        <name>PictureTile</name>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
    </context>
    <context>
        <name>PlanWords</name>
        <message>
            <source>At the agreed time</source>
            <translation>按约好的时间</translation>
        </message>
        <message>
            <source>Kept on this day by you</source>
            <translation>您固定在这一天</translation>
        </message>
        <message>
            <source>Planned already</source>
            <translation>原已安排</translation>
        </message>
        <message>
            <source>Last visit %1 days before, wanted every %2</source>
            <translation>距上次拜访 %1 天，应每 %2 天一次</translation>
        </message>
        <message>
            <source>Never visited</source>
            <translation>还没有拜访过</translation>
        </message>
        <message>
            <source>A promise is due</source>
            <translation>有承诺要兑现</translation>
        </message>
        <message>
            <source>On the way</source>
            <translation>顺路</translation>
        </message>
        <message>
            <source>Worth %1 min more on the way</source>
            <translation>多走 %1 分钟，值得去</translation>
        </message>
        <message>
            <source>Visited today, wanted every %1 days</source>
            <translation>今天去过，每 %1 天一次即可</translation>
        </message>
        <message>
            <source>Visited yesterday, wanted every %1 days</source>
            <translation>昨天去过，每 %1 天一次即可</translation>
        </message>
        <message>
            <source>Visited %1 days ago, wanted every %2</source>
            <translation>%1 天前去过，每 %2 天一次即可</translation>
        </message>
        <message>
            <source>No room on these days</source>
            <translation>这几天排不下</translation>
        </message>
        <message>
            <source>%1 min more on the way are more than the visit is worth</source>
            <translation>路上要多花 %1 分钟，不划算</translation>
        </message>
        <message>
            <source>Planned for %1</source>
            <translation>已排在%1</translation>
        </message>
        <message>
            <source>The agreed time has passed</source>
            <translation>约好的时间已过</translation>
        </message>
        <message>
            <source>No position</source>
            <translation>没有位置</translation>
        </message>
        <message>
            <source>At the same time as %1</source>
            <translation>与%1时间冲突</translation>
        </message>
        <message>
            <source>Too far from %1 to be there in time</source>
            <translation>离%1太远，赶不到</translation>
        </message>
        <message>
            <source>Too far for one working day</source>
            <translation>太远，一个工作日去不了</translation>
        </message>
        <message>
            <source>Too many customers to plan at once</source>
            <translation>客户太多，一次排不下</translation>
        </message>
        <message>
            <source>Cannot be planned (%1)</source>
            <translation>无法安排（%1）</translation>
        </message>
        <message>
            <source>Possible on %1 instead of %2</source>
            <translation>可排在%1，替换%2</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Fits on %1 with %2 more on the way</source>
            <translation>可排在%1，路上多 %2</translation>
        </message>
        <message>
            <source>Fits on %1</source>
            <translation>可排在%1</translation>
        </message>
    </context>
    <context>
        <name>ProgressLine</name>
        <message>
            <source>Working</source>
            <translation>处理中</translation>
        </message>
    </context>
    <context>
        <name>QuickCapture</name>
        <message>
            <source>Need</source>
            <translation>需求</translation>
        </message>
        <message>
            <source>Objection</source>
            <translation>异议</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>承诺</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>笔记</translation>
        </message>
        <message>
            <source>Note down: %1</source>
            <translation>记一笔：%1</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Clear the search</source>
            <translation>清空搜索</translation>
        </message>
    </context>
    <context>
        <name>SearchPage</name>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Name, pinyin, promise, note</source>
            <translation>名称、拼音、承诺、笔记</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>全部类型</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>搜索结果</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>没有找到</translation>
        </message>
        <message>
            <source>Search all you know</source>
            <translation>搜索您知道的一切</translation>
        </message>
        <message>
            <source>Try fewer words, one character of the name, or its pinyin initials. Small typing errors are forgiven from four letters on.</source>
            <translation>请减少关键词，或只输入名称中的一个字、拼音首字母。四个字母以上的小拼写错误也能找到。</translation>
        </message>
        <message>
            <source>Type part of a name, its pinyin (szrk or suzhou), a number, or words from a promise or a note; several in any order.</source>
            <translation>可输入名称的一部分、拼音（szrk 或 suzhou）、号码，或承诺、笔记里的词；多个词顺序不限。</translation>
        </message>
    </context>
    <context>
        <name>SegmentedScore</name>
        <message>
            <source>The relationship is in crisis</source>
            <translation>关系出现危机</translation>
        </message>
        <message>
            <source>Expectation not met</source>
            <translation>没有达到期望</translation>
        </message>
        <message>
            <source>Partly unmet</source>
            <translation>部分没有达到</translation>
        </message>
        <message>
            <source>Neutral, nothing was expected</source>
            <translation>中性，没有特别期望</translation>
        </message>
        <message>
            <source>Expectation met</source>
            <translation>达到期望</translation>
        </message>
        <message>
            <source>Expectation exceeded</source>
            <translation>超出期望</translation>
        </message>
        <message>
            <source>Delighted</source>
            <translation>喜出望外</translation>
        </message>
        <message>
            <source>How did the customer leave this moment?</source>
            <translation>客户这一刻感受如何？</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Size of the text</source>
            <translation>文字大小</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>标准</translation>
        </message>
        <message>
            <source>Large</source>
            <translation>大</translation>
        </message>
        <message>
            <source>Very large</source>
            <translation>特大</translation>
        </message>
        <message>
            <source>Less motion</source>
            <translation>减少动画</translation>
        </message>
        <message>
            <source>This device</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>使用者</translation>
        </message>
        <message>
            <source>Territory</source>
            <translation>区域</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>Encrypted, but not protected: its key lies in a developer&apos;s file</source>
            <translation>已加密但不受保护：密钥在开发者文件中</translation>
        </message>
        <message>
            <source>Encrypted on this device; the key is in its key store</source>
            <translation>在本机加密保存，密钥在系统密钥库中</translation>
        </message>
        <message>
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>许可</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Send and fetch over Wi-Fi only</source>
            <translation>仅通过 Wi-Fi 收发图片</translation>
        </message>
        <message>
            <source>On mobile data only a picture that you open is fetched. Customers, visits and notes are not concerned.</source>
            <translation>使用移动数据时只取您打开的图片；客户、拜访和笔记不受影响。</translation>
        </message>
        <message>
            <source>Keep the full size</source>
            <translation>保留原图尺寸</translation>
        </message>
        <message>
            <source>Otherwise large ones become smaller, and lose the place that the camera wrote into them.</source>
            <translation>否则大图会缩小，并去掉相机写入的位置信息。</translation>
        </message>
        <message>
            <source>High contrast, for bright sun</source>
            <translation>高对比度（强光下）</translation>
        </message>
        <message>
            <source>Twice the size</source>
            <translation>两倍</translation>
        </message>
        <message>
            <source>More on the screen</source>
            <translation>多显示一些</translation>
        </message>
        <message>
            <source>Less space between things. What is tapped stays as large.</source>
            <translation>间距更紧凑，可点按的地方大小不变。</translation>
        </message>
    </context>
    <context>
        <name>Skeleton</name>
        <message>
            <source>Loading</source>
            <translation>正在加载</translation>
        </message>
    </context>
    <context>
        <name>StepHeader</name>
        <message>
            <source>%1, done</source>
            <translation>%1，已完成</translation>
        </message>
    </context>
    <context>
        <name>SyncPage</name>
        <message>
            <source>Kept only here</source>
            <translation>只在这台设备上</translation>
        </message>
        <message numerus="yes">
            <source>%n record(s) that the server has lost</source>
            <translation>
                <numerusform>服务器丢了 %n 条记录</numerusform>
            </translation>
        </message>
        <message>
            <source>Sync</source>
            <translation>同步</translation>
        </message>
        <message>
            <source>Waits here</source>
            <translation>待发送</translation>
        </message>
        <message>
            <source>Sent, not confirmed</source>
            <translation>已发送，待确认</translation>
        </message>
        <message>
            <source>Arrived</source>
            <translation>已送达</translation>
        </message>
        <message>
            <source>Kept beside another</source>
            <translation>与他人并存</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>被拒绝</translation>
        </message>
        <message>
            <source>Everything has arrived</source>
            <translation>全部送达</translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) wait on this device</source>
            <translation>
                <numerusform>有 %n 处改动待发送</numerusform>
            </translation>
        </message>
        <message>
            <source>Confirmed by the server %1</source>
            <translation>服务器确认于%1</translation>
        </message>
        <message>
            <source>The oldest was made %1. Nothing leaves this list before the server confirms it.</source>
            <translation>最早的一处改于%1。服务器确认之前，不会从这里消失。</translation>
        </message>
        <message>
            <source>Last confirmed</source>
            <translation>最近确认</translation>
        </message>
        <message>
            <source>Last try</source>
            <translation>最近尝试</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>Available</source>
            <translation>可用</translation>
        </message>
        <message>
            <source>Synchronising …</source>
            <translation>正在同步……</translation>
        </message>
        <message>
            <source>Synchronise now</source>
            <translation>立即同步</translation>
        </message>
        <message>
            <source>The clock of this device is wrong</source>
            <translation>本机时钟不准</translation>
        </message>
        <message>
            <source>It differs from the server&apos;s by %1. No edit is lost: the age of each is counted by a clock that cannot be set.</source>
            <translation>与服务器相差 %1。改动不会丢：每处改动的先后由无法调整的时钟来计。</translation>
        </message>
        <message>
            <source>Let the system set date and time by itself.</source>
            <translation>请让系统自动设定日期和时间。</translation>
        </message>
        <message>
            <source>Conflicts</source>
            <translation>冲突</translation>
        </message>
        <message numerus="yes">
            <source>%n field(s) changed by two people. Both versions are kept.</source>
            <translation>
                <numerusform>有 %n 处被两个人同时改过，两个版本都保留着。</numerusform>
            </translation>
        </message>
        <message>
            <source>None. Where two people change one field, both versions are kept here.</source>
            <translation>没有。如有两人改了同一处，两个版本都会留在这里。</translation>
        </message>
        <message>
            <source>What became of my edits</source>
            <translation>我的改动去哪了</translation>
        </message>
        <message>
            <source>No edits yet</source>
            <translation>还没有改动</translation>
        </message>
        <message>
            <source>Every change that you make appears here until the server has confirmed it, and for a while after.</source>
            <translation>您的每处改动都会列在这里，直到服务器确认，之后还会保留一阵。</translation>
        </message>
        <message>
            <source>new</source>
            <translation>新建</translation>
        </message>
        <message>
            <source>The server refused this edit</source>
            <translation>服务器拒绝了这处改动</translation>
        </message>
        <message>
            <source>Copy text</source>
            <translation>复制文字</translation>
        </message>
        <message>
            <source>Take off the list</source>
            <translation>从列表移除</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>重新发送</translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s) still to be sent, %1</source>
            <translation>
                <numerusform>还有 %n 张图片待发送，%1</numerusform>
            </translation>
        </message>
        <message>
            <source>Sent last time</source>
            <translation>上次发送</translation>
        </message>
        <message>
            <source>Received last time</source>
            <translation>上次接收</translation>
        </message>
        <message>
            <source>%1 of %2 records are here</source>
            <translation>已到 %1 条，共 %2 条</translation>
        </message>
        <message>
            <source>First download</source>
            <translation>首次下载</translation>
        </message>
        <message>
            <source>Your next visits come first. You can begin to work.</source>
            <translation>最近的拜访最先到，现在就可以开始工作。</translation>
        </message>
        <message>
            <source>Team sync</source>
            <translation>团队同步</translation>
        </message>
        <message>
            <source>Which devices of the team have not synchronised, and what has not arrived</source>
            <translation>团队里哪些设备没有同步，还有什么没有送达</translation>
        </message>
    </context>
    <context>
        <name>TalkPane</name>
        <message>
            <source>Open question</source>
            <translation>开放式提问</translation>
        </message>
        <message>
            <source>Checking question</source>
            <translation>确认式提问</translation>
        </message>
        <message>
            <source>Closed question</source>
            <translation>封闭式提问</translation>
        </message>
        <message>
            <source>Listen</source>
            <translation>倾听</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>核实</translation>
        </message>
        <message>
            <source>Say</source>
            <translation>表达</translation>
        </message>
        <message>
            <source>%1 of about %2</source>
            <translation>第 %1 步，约 %2 步</translation>
        </message>
        <message>
            <source>In the customer&apos;s words (optional)</source>
            <translation>客户原话（可不填）</translation>
        </message>
        <message>
            <source>Note the need</source>
            <translation>记下需求</translation>
        </message>
        <message>
            <source>Note the objection</source>
            <translation>记下异议</translation>
        </message>
        <message>
            <source>Note the promise</source>
            <translation>记下承诺</translation>
        </message>
        <message>
            <source>The talk has come to its end</source>
            <translation>谈话到此结束</translation>
        </message>
        <message>
            <source>Tap one of the four steps to go back into it, or wrap up.</source>
            <translation>点上面四步之一可以回到谈话，也可以开始收尾。</translation>
        </message>
        <message>
            <source>No script for this visit</source>
            <translation>这次拜访没有话术</translation>
        </message>
        <message>
            <source>Talk freely, and note what matters with the buttons below.</source>
            <translation>自由交谈即可，要紧的用下面的按钮记下来。</translation>
        </message>
        <message>
            <source>Noted on this visit</source>
            <translation>本次记下的</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>笔记</translation>
        </message>
    </context>
    <context>
        <name>TeamSyncPage</name>
        <message>
            <source>Team sync</source>
            <translation>团队同步</translation>
        </message>
        <message>
            <source>As of %1</source>
            <translation>截至%1</translation>
        </message>
        <message>
            <source>No device has synchronised yet</source>
            <translation>还没有设备同步过</translation>
        </message>
        <message>
            <source>Synchronised %1</source>
            <translation>%1同步</translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) have not arrived</source>
            <translation>
                <numerusform>%n 处修改没有送达</numerusform>
            </translation>
        </message>
        <message>
            <source>the oldest was made %1</source>
            <translation>最早的一处是%1做的</translation>
        </message>
        <message>
            <source>The whole team is up to date</source>
            <translation>全团队都已同步</translation>
        </message>
        <message numerus="yes">
            <source>%n device(s) not heard of for a day</source>
            <translation>
                <numerusform>%n 台设备一天没有消息</numerusform>
            </translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Silent for a day</source>
            <translation>一天没消息</translation>
        </message>
        <message>
            <source>Changes missing</source>
            <translation>未送达的修改</translation>
        </message>
        <message>
            <source>No devices yet</source>
            <translation>还没有设备</translation>
        </message>
        <message>
            <source>Once colleagues have synchronised, it stands here when each of their devices last did, and what of their work has not arrived.</source>
            <translation>同事同步之后，这里会显示每台设备上次同步的时间，以及哪些工作还没有送达。</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>未送达</translation>
        </message>
        <message>
            <source>Silent</source>
            <translation>没消息</translation>
        </message>
        <message>
            <source>Up to date</source>
            <translation>已同步</translation>
        </message>
        <message>
            <source>Devices tell how many changes wait on them, not what is in them or where they are. While nothing is missing, a time may be up to two hours old.</source>
            <translation>设备只报告有多少处修改在等待，不报告内容，也不报告位置。没有缺失时，显示的时间最多可能晚两小时。</translation>
        </message>
    </context>
    <context>
        <name>TodayPage</name>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>Plan the day</source>
            <translation>安排行程</translation>
        </message>
        <message>
            <source>Plan the week</source>
            <translation>安排一周</translation>
        </message>
        <message numerus="yes">
            <source>%1 of %n visit(s) done</source>
            <translation>
                <numerusform>已完成 %1 / %n 家</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) to send</source>
            <translation>
                <numerusform>%n 处待发送</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything sent</source>
            <translation>已全部发送</translation>
        </message>
        <message>
            <source>No visits today yet</source>
            <translation>今天还没有拜访</translation>
        </message>
        <message>
            <source>Let the app propose a day from your customers, or open a customer and add a visit.</source>
            <translation>可以让应用替您排一天的行程，也可以打开客户自行添加。</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>拜访</translation>
        </message>
        <message>
            <source>Promises to keep</source>
            <translation>要兑现的承诺</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
    </context>
    <context>
        <name>TrendChart</name>
        <message>
            <source>Nothing is known yet</source>
            <translation>还没有数据</translation>
        </message>
        <message>
            <source>From %1 to %2; lowest %3, highest %4</source>
            <translation>从 %1 到 %2；最低 %3，最高 %4</translation>
        </message>
        <message>
            <source>%1, wanted %2</source>
            <translation>%1，目标 %2</translation>
        </message>
    </context>
    <context>
        <name>UndoBar</name>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
    </context>
    <context>
        <name>UnlockPage</name>
        <message>
            <source>Your data is still locked</source>
            <translation>数据尚未打开</translation>
        </message>
        <message>
            <source>Opening your data …</source>
            <translation>正在打开数据……</translation>
        </message>
        <message>
            <source>Nothing has been changed or deleted.</source>
            <translation>没有改动或删除任何内容。</translation>
        </message>
        <message>
            <source>For support: %1</source>
            <translation>供技术支持参考：%1</translation>
        </message>
        <message>
            <source>Enrol again</source>
            <translation>重新注册</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Enrolling again puts the present data aside on this device. Nothing is deleted.</source>
            <translation>重新注册会把现有数据另存在本机，不会删除。</translation>
        </message>
    </context>
    <context>
        <name>VisitPage</name>
        <message>
            <source>On site since %1</source>
            <translation>%1 已到场</translation>
        </message>
        <message>
            <source>Open the customer</source>
            <translation>打开客户</translation>
        </message>
        <message>
            <source>Prepare</source>
            <translation>准备</translation>
        </message>
        <message>
            <source>Talk</source>
            <translation>交谈</translation>
        </message>
        <message>
            <source>Wrap up</source>
            <translation>收尾</translation>
        </message>
        <message>
            <source>Check in</source>
            <translation>签到</translation>
        </message>
        <message>
            <source>Go to the talk</source>
            <translation>开始交谈</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>跳过</translation>
        </message>
        <message>
            <source>Heard, go on</source>
            <translation>听到了，继续</translation>
        </message>
        <message>
            <source>Said, go on</source>
            <translation>说过了，继续</translation>
        </message>
        <message>
            <source>Check out</source>
            <translation>签退</translation>
        </message>
        <message>
            <source>Noted: %1</source>
            <translation>已记下：%1</translation>
        </message>
        <message>
            <source>Picture added: under &quot;Wrap up&quot;</source>
            <translation>图片已添加：在“收尾”中</translation>
        </message>
    </context>
    <context>
        <name>VisitStop</name>
        <message>
            <source>Prepared</source>
            <translation>已备好</translation>
        </message>
        <message>
            <source>Prepare %1/%2</source>
            <translation>准备 %1/%2</translation>
        </message>
        <message numerus="yes">
            <source>%n promise(s) due</source>
            <translation>
                <numerusform>%n 项承诺到期</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WeekDayCard</name>
        <message>
            <source>No visits</source>
            <translation>没有拜访</translation>
        </message>
        <message numerus="yes">
            <source>%n visit(s)</source>
            <translation>
                <numerusform>%n 次拜访</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 on the way</source>
            <translation>路上 %1</translation>
        </message>
        <message>
            <source>until %1</source>
            <translation>%1 结束</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>采纳</translation>
        </message>
        <message>
            <source>Accept %1</source>
            <translation>采纳%1</translation>
        </message>
        <message>
            <source>As planned</source>
            <translation>与安排一致</translation>
        </message>
        <message>
            <source>%1 to %2, lunch</source>
            <translation>%1–%2 午休</translation>
        </message>
        <message>
            <source>Goes to another day: %1</source>
            <translation>改到别的日子：%1</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
    </context>
    <context>
        <name>WeekPlanPage</name>
        <message>
            <source>Plan the week</source>
            <translation>安排一周</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 至 %2</translation>
        </message>
        <message>
            <source>How far to plan</source>
            <translation>安排多久</translation>
        </message>
        <message>
            <source>1 day</source>
            <translation>1 天</translation>
        </message>
        <message>
            <source>1 week</source>
            <translation>1 周</translation>
        </message>
        <message>
            <source>2 weeks</source>
            <translation>2 周</translation>
        </message>
        <message>
            <source>4 weeks</source>
            <translation>4 周</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>拜访</translation>
        </message>
        <message>
            <source>New or moved</source>
            <translation>新增或改期</translation>
        </message>
        <message>
            <source>On the way</source>
            <translation>路上</translation>
        </message>
        <message>
            <source>Nothing to plan</source>
            <translation>没有可安排的</translation>
        </message>
        <message>
            <source>You have no customers yet whom you could visit.</source>
            <translation>您还没有可以拜访的客户。</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Nobody is due on these days. The list below says why.</source>
            <translation>这几天没有到期的客户，原因见下方列表。</translation>
        </message>
        <message>
            <source>Not in the plan</source>
            <translation>没有排进来的</translation>
        </message>
        <message>
            <source>Show all %1</source>
            <translation>显示全部 %1 家</translation>
        </message>
        <message numerus="yes">
            <source>Accept all: %n change(s)</source>
            <translation>
                <numerusform>全部采纳：%n 处变化</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to accept</source>
            <translation>没有要采纳的变化</translation>
        </message>
        <message numerus="yes">
            <source>Planned: %n change(s)</source>
            <translation>
                <numerusform>已安排：%n 处变化</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WeekStopLine</name>
        <message>
            <source>New</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>From %1</source>
            <translation>原在%1</translation>
        </message>
        <message>
            <source>Appointment</source>
            <translation>已约</translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>已固定</translation>
        </message>
        <message>
            <source>No time left for it</source>
            <translation>没有合适时间</translation>
        </message>
        <message>
            <source>No position</source>
            <translation>没有位置</translation>
        </message>
    </context>
    <context>
        <name>WeekVisitSheet</name>
        <message>
            <source>Keep it on a day</source>
            <translation>固定在某一天</translation>
        </message>
        <message>
            <source>Put it in anyway</source>
            <translation>仍要排进来</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>The customer expects you at that time. Change it on the visit itself.</source>
            <translation>客户在这个时间等您。如需更改，请在拜访页修改。</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Accept this visit</source>
            <translation>采纳这次拜访</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>Introduction</source>
            <translation>初次拜访</translation>
        </message>
        <message>
            <source>Regular visit</source>
            <translation>例行拜访</translation>
        </message>
        <message>
            <source>Proposal</source>
            <translation>提案</translation>
        </message>
        <message>
            <source>Negotiation</source>
            <translation>谈判</translation>
        </message>
        <message>
            <source>Delivery</source>
            <translation>交付</translation>
        </message>
        <message>
            <source>Complaint</source>
            <translation>处理投诉</translation>
        </message>
        <message>
            <source>Care call</source>
            <translation>关怀回访</translation>
        </message>
        <message>
            <source>Planned</source>
            <translation>已计划</translation>
        </message>
        <message>
            <source>On site</source>
            <translation>已到场</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>Explore</source>
            <translation>探索</translation>
        </message>
        <message>
            <source>Offer</source>
            <translation>提议</translation>
        </message>
        <message>
            <source>Act</source>
            <translation>行动</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>确认</translation>
        </message>
        <message>
            <source>Prospect</source>
            <translation>潜在</translation>
        </message>
        <message>
            <source>New</source>
            <translation>新客户</translation>
        </message>
        <message>
            <source>Growing</source>
            <translation>成长</translation>
        </message>
        <message>
            <source>Stable</source>
            <translation>稳定</translation>
        </message>
        <message>
            <source>Declining</source>
            <translation>下滑</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>有问题</translation>
        </message>
        <message>
            <source>Lost</source>
            <comment>account</comment>
            <translation>已流失</translation>
        </message>
        <message>
            <source>No value</source>
            <translation>无价值</translation>
        </message>
        <message>
            <source>First contact</source>
            <translation>初次接触</translation>
        </message>
        <message>
            <source>Probing</source>
            <translation>探询</translation>
        </message>
        <message>
            <source>Need found</source>
            <translation>需求明确</translation>
        </message>
        <message>
            <source>Assessing</source>
            <translation>评估</translation>
        </message>
        <message>
            <source>At the decider</source>
            <translation>接触决策人</translation>
        </message>
        <message>
            <source>Competing</source>
            <translation>竞争</translation>
        </message>
        <message>
            <source>Solution</source>
            <translation>方案</translation>
        </message>
        <message>
            <source>Agreement</source>
            <translation>签约</translation>
        </message>
        <message>
            <source>Won</source>
            <translation>赢单</translation>
        </message>
        <message>
            <source>Lost</source>
            <comment>opportunity</comment>
            <translation>丢单</translation>
        </message>
        <message>
            <source>Decision maker</source>
            <translation>决策人</translation>
        </message>
        <message>
            <source>Influencer</source>
            <translation>影响人</translation>
        </message>
        <message>
            <source>Expert</source>
            <translation>专家</translation>
        </message>
        <message>
            <source>Purchaser</source>
            <translation>采购</translation>
        </message>
        <message>
            <source>User</source>
            <translation>使用人</translation>
        </message>
        <message>
            <source>Said openly</source>
            <translation>明确说出</translation>
        </message>
        <message>
            <source>Latent</source>
            <translation>潜在</translation>
        </message>
        <message>
            <source>Deeply hidden</source>
            <translation>深层</translation>
        </message>
        <message>
            <source>Need</source>
            <translation>需求</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>产品</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>价格</translation>
        </message>
        <message>
            <source>Supplier</source>
            <translation>货源</translation>
        </message>
        <message>
            <source>Timing</source>
            <translation>时机</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>We promise</source>
            <translation>我方承诺</translation>
        </message>
        <message>
            <source>Customer promises</source>
            <translation>客户承诺</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>未了</translation>
        </message>
        <message>
            <source>Met</source>
            <translation>已满足</translation>
        </message>
        <message>
            <source>Dropped</source>
            <translation>已放弃</translation>
        </message>
        <message>
            <source>Answered</source>
            <translation>已答复</translation>
        </message>
        <message>
            <source>Resolved</source>
            <translation>已解决</translation>
        </message>
        <message>
            <source>Announced</source>
            <translation>已告知完成</translation>
        </message>
        <message>
            <source>Agreed</source>
            <translation>客户已认可</translation>
        </message>
        <message>
            <source>Renegotiated</source>
            <translation>已重新商定</translation>
        </message>
        <message>
            <source>Broken</source>
            <translation>已失约</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>拜访</translation>
        </message>
        <message>
            <source>Objection</source>
            <translation>异议</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>承诺</translation>
        </message>
        <message>
            <source>Moment</source>
            <translation>关键时刻</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>笔记</translation>
        </message>
        <message>
            <source>Opportunity</source>
            <translation>商机</translation>
        </message>
        <message>
            <source>Checklist or script</source>
            <translation>检查表或话术</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>回答</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Short name</source>
            <translation>简称</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>阶段</translation>
        </message>
        <message>
            <source>Industry</source>
            <translation>行业</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>国家</translation>
        </message>
        <message>
            <source>Province</source>
            <translation>省份</translation>
        </message>
        <message>
            <source>City</source>
            <translation>城市</translation>
        </message>
        <message>
            <source>District</source>
            <translation>区县</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>街道地址</translation>
        </message>
        <message>
            <source>Postcode</source>
            <translation>邮编</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>Fax</source>
            <translation>传真</translation>
        </message>
        <message>
            <source>Web site</source>
            <translation>网站</translation>
        </message>
        <message>
            <source>Legal representative</source>
            <translation>法定代表人</translation>
        </message>
        <message>
            <source>In charge of our category</source>
            <translation>本品类负责人</translation>
        </message>
        <message>
            <source>Staff</source>
            <translation>员工人数</translation>
        </message>
        <message>
            <source>Opened in</source>
            <translation>成立年份</translation>
        </message>
        <message>
            <source>Samples there</source>
            <translation>现场样品数</translation>
        </message>
        <message>
            <source>Business</source>
            <translation>经营范围</translation>
        </message>
        <message>
            <source>Installed products</source>
            <translation>在用产品</translation>
        </message>
        <message>
            <source>Our products</source>
            <translation>我方产品</translation>
        </message>
        <message>
            <source>Category budget</source>
            <translation>品类预算</translation>
        </message>
        <message>
            <source>Turnover</source>
            <translation>营业额</translation>
        </message>
        <message>
            <source>Tax number</source>
            <translation>税号</translation>
        </message>
        <message>
            <source>Anniversary</source>
            <translation>周年日</translation>
        </message>
        <message>
            <source>Outside key</source>
            <translation>外部编号</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Post</source>
            <translation>职务</translation>
        </message>
        <message>
            <source>Department</source>
            <translation>部门</translation>
        </message>
        <message>
            <source>Mobile</source>
            <translation>手机</translation>
        </message>
        <message>
            <source>Office phone</source>
            <translation>办公电话</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>邮箱</translation>
        </message>
        <message>
            <source>Birthday</source>
            <translation>生日</translation>
        </message>
        <message>
            <source>Part in the decision</source>
            <translation>决策角色</translation>
        </message>
        <message>
            <source>Preferred channel</source>
            <translation>偏好的联系方式</translation>
        </message>
        <message>
            <source>Business interests</source>
            <translation>企业利益</translation>
        </message>
        <message>
            <source>Personal interests</source>
            <translation>个人利益</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>目的</translation>
        </message>
        <message>
            <source>Planned day</source>
            <translation>计划日期</translation>
        </message>
        <message>
            <source>Planned time</source>
            <translation>计划时间</translation>
        </message>
        <message>
            <source>Summary</source>
            <translation>小结</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>Next visit</source>
            <translation>下次拜访</translation>
        </message>
        <message>
            <source>In the customer&apos;s words</source>
            <translation>客户原话</translation>
        </message>
        <message>
            <source>Our answer</source>
            <translation>我方答复</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>到期日</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进展</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>金额</translation>
        </message>
        <message>
            <source>Decision on</source>
            <translation>预计决定日</translation>
        </message>
        <message>
            <source>Chance</source>
            <translation>把握</translation>
        </message>
        <message>
            <source>Competitor</source>
            <translation>竞争对手</translation>
        </message>
        <message>
            <source>Moment score</source>
            <translation>关键时刻评分</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>No date</source>
            <translation>未定日期</translation>
        </message>
        <message>
            <source>Due today</source>
            <translation>今天到期</translation>
        </message>
        <message>
            <source>Due tomorrow</source>
            <translation>明天到期</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) overdue</source>
            <translation>
                <numerusform>逾期 %n 天</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Due in %n day(s)</source>
            <translation>
                <numerusform>还有 %n 天</numerusform>
            </translation>
        </message>
        <message>
            <source>Due %1</source>
            <translation>%1 到期</translation>
        </message>
        <message>
            <source>never</source>
            <translation>从未</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>刚刚</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) ago</source>
            <translation>
                <numerusform>%n 分钟前</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ago</source>
            <translation>
                <numerusform>%n 小时前</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>%n 天前</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 分钟</translation>
        </message>
        <message>
            <source>%1 h</source>
            <translation>%1 小时</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <translation>%1 时 %2 分</translation>
        </message>
        <message>
            <source>%1 m</source>
            <translation>%1 米</translation>
        </message>
        <message>
            <source>%1 km</source>
            <translation>%1 公里</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>In charge</source>
            <translation>负责人</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>币种</translation>
        </message>
        <message>
            <source>Registered capital</source>
            <translation>注册资本</translation>
        </message>
        <message>
            <source>Profit</source>
            <translation>利润</translation>
        </message>
        <message>
            <source>Own fields</source>
            <translation>自定义项</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入批次</translation>
        </message>
        <message>
            <source>Colleague</source>
            <translation>同事</translation>
        </message>
        <message>
            <source>Form of address</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Member type</source>
            <translation>成员类型</translation>
        </message>
        <message>
            <source>Monthly spending</source>
            <translation>月消费</translation>
        </message>
        <message>
            <source>Likes to talk about</source>
            <translation>爱好</translation>
        </message>
        <message>
            <source>Planned length</source>
            <translation>计划时长</translation>
        </message>
        <message>
            <source>Step of the talk</source>
            <translation>谈话步骤</translation>
        </message>
        <message>
            <source>Check-in time</source>
            <translation>签到时间</translation>
        </message>
        <message>
            <source>Check-in place</source>
            <translation>签到位置</translation>
        </message>
        <message>
            <source>Accuracy of the place</source>
            <translation>定位精度</translation>
        </message>
        <message>
            <source>Distance at check-in</source>
            <translation>签到距离</translation>
        </message>
        <message>
            <source>Made-up place</source>
            <translation>模拟定位</translation>
        </message>
        <message>
            <source>Reason at check-in</source>
            <translation>签到原因</translation>
        </message>
        <message>
            <source>Check-out time</source>
            <translation>签退时间</translation>
        </message>
        <message>
            <source>People met</source>
            <translation>见到的人</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Playbook</source>
            <translation>作业手册</translation>
        </message>
        <message>
            <source>Edition</source>
            <translation>版次</translation>
        </message>
        <message>
            <source>Where the talk stands</source>
            <translation>谈话进度</translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>开始时间</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>结束时间</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>使用记录</translation>
        </message>
        <message>
            <source>Item</source>
            <translation>条目</translation>
        </message>
        <message>
            <source>Answered at</source>
            <translation>回答时间</translation>
        </message>
        <message>
            <source>Depth</source>
            <translation>深浅</translation>
        </message>
        <message>
            <source>Interest</source>
            <translation>利益</translation>
        </message>
        <message>
            <source>How it is today</source>
            <translation>现状</translation>
        </message>
        <message>
            <source>Importance</source>
            <translation>重要程度</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>What lies behind it</source>
            <translation>背后动机</translation>
        </message>
        <message>
            <source>Who delivers</source>
            <translation>由谁兑现</translation>
        </message>
        <message>
            <source>Days in hand</source>
            <translation>预留天数</translation>
        </message>
        <message>
            <source>Proposed by</source>
            <translation>提出人</translation>
        </message>
        <message>
            <source>Done by</source>
            <translation>执行人</translation>
        </message>
        <message>
            <source>Supported by</source>
            <translation>支持人</translation>
        </message>
        <message>
            <source>Told to the customer</source>
            <translation>告知客户时间</translation>
        </message>
        <message>
            <source>Agreed by the customer</source>
            <translation>客户认可时间</translation>
        </message>
        <message>
            <source>Still needed</source>
            <translation>仍然需要</translation>
        </message>
        <message>
            <source>Touch point</source>
            <translation>接触点</translation>
        </message>
        <message>
            <source>Ideal score</source>
            <translation>理想评分</translation>
        </message>
        <message>
            <source>When it happened</source>
            <translation>发生时间</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>写下时间</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>File name</source>
            <translation>文件名</translation>
        </message>
        <message>
            <source>Kind of file</source>
            <translation>文件类型</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Fingerprint</source>
            <translation>指纹</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>宽度</translation>
        </message>
        <message>
            <source>Height</source>
            <translation>高度</translation>
        </message>
        <message>
            <source>What it shows</source>
            <translation>图片说明</translation>
        </message>
        <message>
            <source>Added at</source>
            <translation>添加时间</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>%1 B</source>
            <translation>%1 B</translation>
        </message>
        <message>
            <source>%1 kB</source>
            <translation>%1 kB</translation>
        </message>
        <message>
            <source>%1 MB</source>
            <translation>%1 MB</translation>
        </message>
        <message>
            <source>Coming</source>
            <translation>取回中</translation>
        </message>
        <message>
            <source>Waits here</source>
            <translation>待发送</translation>
        </message>
        <message>
            <source>%1 %</source>
            <translation>%1%</translation>
        </message>
        <message>
            <source>With the server</source>
            <translation>已到服务器</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>已丢失</translation>
        </message>
        <message>
            <source>With the server; it comes here when you open it.</source>
            <translation>在服务器上；打开时取到本机。</translation>
        </message>
        <message>
            <source>On its way to this device, as soon as there is a network.</source>
            <translation>有网络时即取到本机。</translation>
        </message>
        <message>
            <source>Only on this device so far. It is sent by itself, and kept here until the server has confirmed it.</source>
            <translation>目前只在本机。会自动发送，服务器确认之前一直保留在这里。</translation>
        </message>
        <message>
            <source>On its way to the server: %1 %.</source>
            <translation>正在发往服务器：%1%。</translation>
        </message>
        <message>
            <source>Safe: the server has confirmed every byte.</source>
            <translation>已安全：服务器已确认每一个字节。</translation>
        </message>
        <message>
            <source>The file on this device is damaged and was not sent before. Only its preview is left.</source>
            <translation>本机文件已损坏，之前未能发送，只剩预览图。</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>People</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>Promises</source>
            <translation>承诺</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>笔记</translation>
        </message>
        <message>
            <source>Objections</source>
            <translation>异议</translation>
        </message>
        <message>
            <source>Needs</source>
            <translation>需求</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>拜访</translation>
        </message>
        <message>
            <source>Moments</source>
            <translation>关键时刻</translation>
        </message>
        <message>
            <source>Opportunities</source>
            <translation>商机</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>答案</translation>
        </message>
    </context>
    <context>
        <name>WrapUpPane</name>
        <message>
            <source>You have not checked in yet. What you write here is kept all the same.</source>
            <translation>还没有签到。在这里写的内容同样会保存。</translation>
        </message>
        <message>
            <source>Visit done</source>
            <translation>拜访完成</translation>
        </message>
        <message>
            <source>%1 to %2, %3</source>
            <translation>%1 至 %2，%3</translation>
        </message>
        <message>
            <source>Whom did you meet?</source>
            <translation>见到了谁？</translation>
        </message>
        <message>
            <source>Moment score</source>
            <translation>关键时刻评分</translation>
        </message>
        <message>
            <source>What came of it?</source>
            <translation>谈得怎么样？</translation>
        </message>
        <message>
            <source>One or two sentences are enough</source>
            <translation>一两句话就够了</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>Who does what until when</source>
            <translation>谁、做什么、什么时候之前</translation>
        </message>
        <message>
            <source>Next visit</source>
            <translation>下次拜访</translation>
        </message>
        <message>
            <source>Choose a day</source>
            <translation>选择日期</translation>
        </message>
        <message>
            <source>Noted on this visit</source>
            <translation>本次记下的</translation>
        </message>
    </context>
</TS>
