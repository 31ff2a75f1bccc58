// SPDX-License-Identifier: GPL-2.0-only
/*
 * The recorder: runs scenarios on /dev/kvm. Reads one a line, as calls of machine.c's functions: names and hexadecimal numbers. After what
 * a scenario prints, its result line or a message, comes a line with a single dot. Each runs in a process of its own, for five seconds at most.
 * With --machine it prints what a recording says of the machine.
 */
#include "machine.c"
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static char *word(void)
{
	char *w = strtok(NULL, " \n");

	if (w == NULL) {
		fprintf(stderr, "the plan ends too early\n");
		exit(1);
	}
	return w;
}

static uint64_t number(void)
{
	return strtoull(word(), NULL, 16);
}

/* Calls the function of machine.c that the next word names. */
static void obey(const char *name)
{
	uint64_t a, b, c, d, e;

#define IS(function) (!strcmp(name, #function))
	if (IS(create_vm)) {
		create_vm();
	} else if (IS(create_vcpu)) {
		create_vcpu(word());
	} else if (IS(cpuid_feature)) {
		a = number(), b = number(), c = number(), d = number(), e = number();
		cpuid_feature(a, b, c, d, e);
	} else if (IS(cpuid_maxphyaddr)) {
		cpuid_maxphyaddr(number());
	} else if (IS(expect_parameter)) {
		const char *parameter = word();
		expect_parameter(parameter, number());
	} else if (IS(enable_user_space_msr)) {
		enable_user_space_msr(number());
	} else if (IS(filter_range)) {
		a = number(), b = number(), c = number(), d = number();
		filter_range(a, b, c, d);
	} else if (IS(filter_deny)) {
		a = number(), b = number();
		filter_deny(a, b);
	} else if (IS(set_msr_filter)) {
		set_msr_filter(number());
	} else if (IS(set_gate)) {
		set_gate(number());
	} else if (IS(set_all_gates)) {
		set_all_gates();
	} else if (IS(real_mode)) {
		real_mode();
	} else if (IS(single_step)) {
		single_step();
	} else if (IS(initial_mcg_cap)) {
		initial_mcg_cap(number());
	} else if (IS(begin_results)) {
		begin_results(word());
	} else if (IS(end_results)) {
		end_results();
	} else if (IS(guest_wrmsr)) {
		a = number(), b = number();
		guest_wrmsr(a, b);
	} else if (IS(guest_rdmsr)) {
		guest_rdmsr(number());
	} else if (IS(emulated_wrmsr)) {
		a = number(), b = number();
		emulated_wrmsr(a, b);
	} else if (IS(emulated_rdmsr)) {
		emulated_rdmsr(number());
	} else if (IS(guest_run)) {
		guest_run();
	} else if (IS(guest_set_cr4_mce)) {
		guest_set_cr4_mce(number());
	} else if (IS(host_set_msr)) {
		a = number(), b = number();
		host_set_msr(a, b);
	} else if (IS(host_get_msr)) {
		host_get_msr(number());
	} else if (IS(host_setup_mce)) {
		host_setup_mce(number());
	} else if (IS(host_set_mce)) {
		a = number(), b = number(), c = number(), d = number(), e = number();
		host_set_mce(a, b, c, d, e);
	} else if (IS(host_complete)) {
		a = number(), b = number();
		host_complete(a, b);
	} else {
		fprintf(stderr, "the plan says \"%s\"\n", name);
		exit(1);
	}
#undef IS
}

static void record(char *plan)
{
	dup2(STDOUT_FILENO, STDERR_FILENO);
	alarm(5);
	for (char *name = strtok(plan, " \n"); name != NULL; name = strtok(NULL, " \n"))
		obey(name);
	exit(0);
}

/* What a recording says of the machine: what KVM supports here, its list of registers to save, the CPUID that guests get. */
static void print_machine(void)
{
	enum { MOST = 1024 };
	struct kvm_msr_list *list = calloc(1, sizeof(*list) + MOST * sizeof(list->indices[0]));
	uint64_t mcg_cap = 0;

	if (list == NULL)
		fail("calloc");
	kvm = must(open("/dev/kvm", O_RDWR | O_CLOEXEC), "/dev/kvm");
	must(ioctl(kvm, KVM_X86_GET_MCE_CAP_SUPPORTED, &mcg_cap), "KVM_X86_GET_MCE_CAP_SUPPORTED");
	list->nmsrs = MOST;
	must(ioctl(kvm, KVM_GET_MSR_INDEX_LIST, list), "KVM_GET_MSR_INDEX_LIST");
	read_cpuid(NULL);
	printf("{\"mce_cap_supported\":\"0x%llx\",\"max_mce_banks\":%d,\"user_space_msr\":%d,\"msr_filter\":%d,\"msr_index_list\":[",
	       (unsigned long long)mcg_cap, ioctl(kvm, KVM_CHECK_EXTENSION, KVM_CAP_MCE),
	       ioctl(kvm, KVM_CHECK_EXTENSION, KVM_CAP_X86_USER_SPACE_MSR), ioctl(kvm, KVM_CHECK_EXTENSION, KVM_CAP_X86_MSR_FILTER));
	for (uint32_t i = 0; i < list->nmsrs; i++)
		printf("%s\"0x%x\"", i ? "," : "", list->indices[i]);
	printf("],\"guest_cpuid_function_index_eax_ebx_ecx_edx\":[");
	for (uint32_t i = 0; i < cpuid->nent; i++) {
		struct kvm_cpuid_entry2 *e = &cpuid->entries[i];

		printf("%s[\"0x%x\",\"0x%x\",\"0x%x\",\"0x%x\",\"0x%x\",\"0x%x\"]", i ? "," : "",
		       e->function, e->index, e->eax, e->ebx, e->ecx, e->edx);
	}
	printf("]}\n");
}

static void run_plans(void)
{
	char *line = NULL;
	size_t size = 0;

	/* Unread input that a child's exit() put back would be read twice. */
	setvbuf(stdin, NULL, _IONBF, 0);
	while (getline(&line, &size, stdin) > 0) {
		int status;
		pid_t child;

		fflush(stdout);
		child = must(fork(), "fork");
		if (child == 0)
			record(line);
		must(waitpid(child, &status, 0), "waitpid");
		if (WIFSIGNALED(status))
			printf("ended by signal %d (%s)\n", WTERMSIG(status), strsignal(WTERMSIG(status)));
		printf(".\n");
		fflush(stdout);
	}
	free(line);
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "--machine"))
		print_machine();
	else
		run_plans();
	return 0;
}
